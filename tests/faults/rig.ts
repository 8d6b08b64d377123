import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Credential, createOperator } from '../../scripts/operator.ts';
import type { Platform, PlatformOptions } from '../../scripts/platform/platform.ts';
import { waitUntilReady } from '../../scripts/platform/ready.ts';
import { waitFor } from '../../scripts/platform/wait.ts';
import { startPlatform } from '../support/start-platform.ts';

/** A platform of one test's own, on a data folder of its own, that the test may hurt. */
export type Rig = {
  platform: Platform;
  /** Where the database itself is, whatever stands between it and the workers. */
  database: string;
  /** A token of the operator, renewed before it expires. */
  token: () => Promise<string>;
  stop: () => Promise<void>;
};

/** More deaths than any run of faults brings about, so that its supervisor never gives up. */
export const maxDeaths = 100_000;

/** Starts a platform with an operator. `database` is given when the workers reach it through something else. */
export async function startRig(options: Partial<PlatformOptions> & { database?: string } = {}): Promise<Rig> {
  const dataDir = mkdtempSync(join(tmpdir(), 'enlace-faults-'));
  const platform = await startPlatform({ dataDir, port: 0, maxDeaths, ...options });
  await waitUntilReady(platform.url);
  const database = options.database ?? platform.databaseUrl;
  const operator = await createOperator({ url: database }, platform.secrets['PEPPER'] ?? '');
  const stop = async () => {
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { platform, database, token: tokenOf(platform.url, operator), stop };
}

const renewAfter = 300_000;

function tokenOf(url: string, credential: Credential): () => Promise<string> {
  let kept: { token: Promise<string>; at: number } | undefined;
  return () => {
    if (!kept || Date.now() - kept.at > renewAfter) kept = { token: issue(url, credential), at: Date.now() };
    return kept.token;
  };
}

/** Asks until there is a token: the platform may be down just now. */
async function issue(url: string, { clientId, clientSecret }: Credential): Promise<string> {
  const ask = async () => {
    const response = await fetch(`${url}/oauth/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }).catch(() => undefined);
    return response?.ok ? ((await response.json()) as { access_token: string }).access_token : undefined;
  };
  const token = await waitFor(ask, { within: 60_000, every: 50 });
  if (!token) throw new Error('No token within a minute');
  return token;
}
