import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Platform } from './platform.ts';
import type { Settings } from './settings.ts';

type LoadDemo = (target: Pick<Platform, 'url' | 'databaseUrl' | 'secrets'> & { dataDir: string }) => Promise<unknown>;

const LOADER = resolve(import.meta.dirname, '../demo/load.ts');

/**
 * Loads the demo network into a database that had nothing in it, once; a load that was cut short is taken up again. The mark stays in the
 * data folder, and a database that was there before is never touched. Gives whether it loaded now.
 */
export async function loadDemoOnce(platform: Platform, { dataDir, demo }: Settings): Promise<boolean> {
  const mark = join(dataDir, 'first-run');
  if (!existsSync(LOADER)) return false;
  if (!existsSync(mark)) writeFileSync(mark, demo && platform.migrations.before === 0 ? 'loading' : 'nothing to load');
  if (!demo || readFileSync(mark, 'utf8') !== 'loading') return false;
  const { loadDemo } = (await import(pathToFileURL(LOADER).href)) as { loadDemo: LoadDemo };
  const { url, databaseUrl, secrets } = platform;
  await loadDemo({ url, databaseUrl, dataDir, secrets });
  writeFileSync(mark, 'loaded');
  return true;
}
