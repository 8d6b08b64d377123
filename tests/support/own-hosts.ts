import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A hosts file for every workerd that starts while it is in use. */
export type OwnHosts = { name: (addresses: Record<string, string[]>) => void; stop: () => void };

const WORKERD_PATH = 'MINIFLARE_WORKERD_PATH';

/**
 * Lets a test say to which addresses names lead. workerd asks the system's resolver and can be told of no other, so it is started where the
 * machine's hosts file is covered by one in `folder`, and no other source of names is asked; nothing outside that process sees it. Undefined
 * where the system does not allow that (other than Linux, or without namespaces for everybody).
 */
export function useOwnHosts(folder: string): OwnHosts | undefined {
  const hosts = join(folder, 'hosts');
  const machine = process.platform === 'linux' ? readFileSync('/etc/hosts', 'utf8') : '';
  const name = (addresses: Record<string, string[]>) => writeFileSync(hosts, `${machine}\n${linesOf(addresses).join('\n')}\n`);
  name({});
  const stop = coverHosts(folder, hosts);
  return stop && { name, stop };
}

/**
 * Lets whoever looks a name up wait for ever: the hosts file of every workerd that starts is a pipe into which nobody writes. Gives what ends
 * that, undefined where `useOwnHosts` is.
 */
export function useStalledHosts(folder: string): (() => void) | undefined {
  const hosts = join(folder, 'hosts');
  return spawnSync('mkfifo', [hosts]).status === 0 ? coverHosts(folder, hosts) : undefined;
}

/** Has every workerd started where `hosts` covers the machine's hosts file; gives what ends that. */
function coverHosts(folder: string, hosts: string): (() => void) | undefined {
  const sources = join(folder, 'nsswitch.conf');
  const start = join(folder, 'workerd.sh');
  writeFileSync(sources, 'hosts: files\n');
  const cover = `mount --bind '${hosts}' /etc/hosts && mount --bind '${sources}' /etc/nsswitch.conf`;
  const script = `exec unshare --user --map-root-user --mount sh -c "${cover} && exec \\"\\$@\\"" sh '${workerdPath()}' "$@"`;
  writeFileSync(start, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  if (spawnSync(start, ['--version']).status !== 0) return undefined;
  const before = process.env[WORKERD_PATH];
  process.env[WORKERD_PATH] = start;
  return () => {
    if (before === undefined) delete process.env[WORKERD_PATH];
    else process.env[WORKERD_PATH] = before;
  };
}

const linesOf = (addresses: Record<string, string[]>) =>
  Object.entries(addresses).flatMap(([host, its]) => its.map((address) => `${address} ${host}`));

/** The program itself, which Miniflare brings. */
function workerdPath(): string {
  const ofMiniflare = createRequire(createRequire(import.meta.url).resolve('miniflare'));
  return (ofMiniflare('workerd') as { default: string }).default;
}
