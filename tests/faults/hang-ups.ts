import { setTimeout as pause } from 'node:timers/promises';
import type { Rig } from './rig.ts';
import { creation } from './writes.ts';

/** Sends so many writes, eight at once, whose callers hang up a few milliseconds later, each at another moment. */
export async function hangUp(rig: Rig, count: number): Promise<void> {
  const token = await rig.token();
  const one = async (index: number) => {
    const { key, path, body } = creation('organisation', `gone-${index}x`, '');
    const caller = new AbortController();
    const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': key, 'Content-Type': 'application/json' };
    const sent = fetch(rig.platform.url + path, { method: 'POST', headers, body: JSON.stringify(body), signal: caller.signal });
    await Promise.race([sent, pause((index * 7) % 60)]).catch(() => undefined);
    caller.abort();
    await sent.catch(() => undefined);
  };
  for (let first = 0; first < count; first += 8) {
    await Promise.all(Array.from({ length: 8 }, (_, offset) => one(first + offset)));
  }
}
