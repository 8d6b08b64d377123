import { expect, test } from 'vitest';
import { alreadyHas, etagOf, expectedVersion } from '../../../shared/worker/etag.ts';
import { computed } from '../../../shared/worker/replies.ts';

const asking = (name: string, value: string) => new Request('http://localhost', { headers: { [name]: value } });

test('a body that says more than its version counts has another ETag whenever it is another, and is still that version', async () => {
  const [before, after] = await Promise.all([false, true].map((overdue) => computed({ body: { overdue }, version: 3 })));
  const etag = etagOf(before?.version ?? '');
  expect(etag).not.toBe(etagOf(after?.version ?? ''));
  expect(alreadyHas(asking('If-None-Match', etag), etagOf(after?.version ?? ''))).toBe(false);
  expect(alreadyHas(asking('If-None-Match', etag), etag)).toBe(true);
  expect(expectedVersion(asking('If-Match', etag))).toBe(3);
});

test.each(['"3-"', '"3-x"', '3', '"3-0123456789abcdef-0"', '"-0123456789abcdef"', 'W/"3-0123456789abcdef"'])(
  'If-Match: %s is no version',
  (etag) => {
    expect(() => expectedVersion(asking('If-Match', etag))).toThrow(expect.objectContaining({ code: 'stale' }) as Error);
  },
);
