import { z } from 'zod';

const Vault = z.object({ PEPPER: z.string().min(32), KEY_ENCRYPTION_KEY: z.string().length(43), ORIGIN: z.url() });

/** The secrets that only identity holds: the pepper of client secrets and the key that wraps signing keys. */
export type Vault = { pepper: string; wrappingKey: string; origin: string };

/** Reads them from the environment. Throws when one is missing or malformed. */
export function vaultOf(env: object): Vault {
  const { PEPPER, KEY_ENCRYPTION_KEY, ORIGIN } = Vault.parse(env);
  return { pepper: PEPPER, wrappingKey: KEY_ENCRYPTION_KEY, origin: ORIGIN };
}
