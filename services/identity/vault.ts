import * as z from 'zod';

const Vault = z.object({
  PEPPER: z.string().min(32),
  KEY_ENCRYPTION_KEY: z.string().length(43),
  ORIGIN: z.url(),
  DURABILITY: z.enum(['full', 'provider']),
});

/** What only identity is told: the pepper of client secrets, the key that wraps signing keys, and who answers for durability. */
export type Vault = { pepper: string; wrappingKey: string; origin: string; durability: 'full' | 'provider' };

/** Reads them from the environment. Throws when one is missing or malformed. */
export function vaultOf(env: object): Vault {
  const { PEPPER, KEY_ENCRYPTION_KEY, ORIGIN, DURABILITY } = Vault.parse(env);
  return { pepper: PEPPER, wrappingKey: KEY_ENCRYPTION_KEY, origin: ORIGIN, durability: DURABILITY };
}
