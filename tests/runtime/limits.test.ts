import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createOperator } from '../../scripts/operator.ts';
import { startPlatform } from '../support/start-platform.ts';
import { createClient } from '../../shared/contract/index.ts';

test('who asks too often waits, and nobody else with them', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'enlace-limits-'));
  const platform = await startPlatform({ dataDir, port: 0, overrides: { REQUESTS_PER_MINUTE: '20' } });
  try {
    const { clientId, clientSecret } = await createOperator({ url: platform.databaseUrl }, platform.secrets['PEPPER'] ?? '');
    const operator = createClient({ baseUrl: platform.url, clientId, clientSecret });
    await operator.getMe();
    const answers = [];
    // A minute may begin anew between two of them: so many are too many on one side of it or the other.
    for (let count = 0; count < 60; count += 1) answers.push(await fetch(`${platform.url}/healthz`));
    const refused = answers.find(({ status }) => status === 429);
    expect([refused?.status, refused?.headers.get('retry-after'), refused?.headers.get('ratelimit')]).toEqual([
      429,
      '60',
      '"client";r=0;t=60',
    ]);
    expect(refused?.headers.get('ratelimit-policy')).toBe('"client";q=20;w=60');
    await expect(operator.getMe()).resolves.toMatchObject({ status: 200 });
  } finally {
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
