import { v5 } from 'uuid';

/** The namespace of the ids that we give in STIX. It never changes: what was exported before would double. */
const namespace = 'cc2d589f-b140-445f-91d6-43b27df14740';

/** The id in STIX of what is called so: the same at every export, and on every deployment. */
export const idOf = <const T extends string>(type: T, name: string) => `${type}--${v5(`${type}:${name}`, namespace)}` as const;
