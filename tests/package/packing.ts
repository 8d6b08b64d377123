import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A portal's own folder, outside the repository, with the packed contract installed. */
export type Portal = { folder: string; installed: string; remove: () => void };

/** Packs the contract as README says, in a copy of the repository, and installs the tarball in an empty folder, without a registry. */
export async function installInPortal(): Promise<Portal> {
  const base = mkdtempSync(join(tmpdir(), 'enlace-portal-'));
  const folder = join(base, 'portal');
  await run('npm', ['pack', '--pack-destination', base], copyOfRepository(base));
  const tarball = readdirSync(base).find((name) => name.endsWith('.tgz'));
  mkdirSync(folder);
  const dependencies = { '@enlace/contract': `file:../${tarball}`, zod: `file:${join(root, 'node_modules/zod')}` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'portal', private: true, type: 'module', dependencies }));
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund'], folder);
  return { folder, installed: join(folder, 'node_modules/@enlace/contract'), remove: () => rmSync(base, { recursive: true, force: true }) };
}

/** Gives the folder of the contract in a copy as bare as a clone. */
function copyOfRepository(base: string): string {
  const contract = join(base, 'repository/shared/contract');
  const filter = (source: string) => !/[/\\]dist$|\.tgz$/.test(source);
  cpSync(join(root, 'shared/contract'), contract, { recursive: true, filter });
  for (const name of ['package.json', '.npmrc']) cpSync(join(root, name), join(base, 'repository', name));
  symlinkSync(join(root, 'node_modules'), join(base, 'repository/node_modules'));
  return contract;
}

/** Runs a program to its end and gives what it printed. Throws what it printed when it fails. */
export function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}): Promise<string> {
  const child = spawn(command, args, { cwd, env: { ...ownShell(), ...env } });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) =>
      code === 0 ? done(output) : fail(new Error(`${command} ${args.join(' ')}: ${code}\n${output}${errors}`)),
    );
  });
}

/** What `npm test` tells its children (its settings, among them no scripts) is not what a person's shell says. */
function ownShell(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS|VITEST|NODE_ENV)/i.test(name)));
}
