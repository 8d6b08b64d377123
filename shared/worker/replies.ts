import { sha256 } from './etag.ts';

/** 200 with a body, and its version where it has one. */
export const ok = <B>(body: B) => ({ status: 200 as const, body });

/** 200 with a body and its version, which becomes the ETag; and when it last changed, where that is known. */
export const versioned = <B>({ body, version, modifiedAt }: { body: B; version: number | string; modifiedAt?: string }) => ({
  status: 200 as const,
  body,
  version,
  ...(modifiedAt !== undefined && { modifiedAt }),
});

/**
 * 200 with a body that says more than its version counts, such as what depends on today or on other things: its ETag is the version and a
 * piece of the body's hash, so that it changes whenever the body does. If-Match takes it as that version.
 */
export const computed = async <B>({ body, version }: { body: B; version: number }) => ({
  status: 200 as const,
  body,
  version: `${version}-${(await sha256(JSON.stringify(body))).slice(0, 16)}`,
});

/** 201 with what was made and where it is. */
export const created = <B>({ body, location, version }: { body: B; location?: string; version?: number }) => ({
  status: 201 as const,
  body,
  ...(location === undefined ? {} : { location }),
  ...(version === undefined ? {} : { version }),
});

/** 204: done, nothing to say. */
export const done = (_: void) => ({ status: 204 as const, body: null });
