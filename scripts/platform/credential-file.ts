import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential } from '../operator.ts';
import { PlainError } from './plain-error.ts';

/** The demo's credential of an organisation and a role, as `npm start` has left it. Throws PlainError when there is none. */
export function findCredential(organisation: string, role: string): Credential {
  const file = join(process.env['ENLACE_DATA'] ?? '.data', 'credentials.json');
  const list = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Credential[]) : [];
  const found = list.find((credential) => credential.organisation === organisation && credential.role === role);
  if (found) return found;
  throw new PlainError(`No credential of ${organisation} ${role} in ${file}. / No hay credencial de ${organisation} ${role} en ${file}.`);
}
