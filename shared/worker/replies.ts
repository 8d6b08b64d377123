/** 200 with a body, and its version where it has one. */
export const ok = <B>(body: B) => ({ status: 200 as const, body });

/** 200 with a body and its version, which becomes the ETag. */
export const versioned = <B>({ body, version }: { body: B; version: number | string }) => ({ status: 200 as const, body, version });

/** 201 with what was made and where it is. */
export const created = <B>({ body, location, version }: { body: B; location?: string; version?: number }) => ({
  status: 201 as const,
  body,
  ...(location === undefined ? {} : { location }),
  ...(version === undefined ? {} : { version }),
});

/** 204: done, nothing to say. */
export const done = (_: void) => ({ status: 204 as const, body: null });
