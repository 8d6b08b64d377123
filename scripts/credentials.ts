import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential } from './operator.ts';

const [organisation = 'MEX', role = 'reader'] = process.argv.slice(2);
const file = join(process.env['ENLACE_DATA'] ?? '.data', 'credentials.json');
const list = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Credential[]) : [];
const found = list.find((credential) => credential.organisation === organisation && credential.role === role);

// As curl's -u wants it.
if (found) console.log(`${found.clientId}:${found.clientSecret}`);
else {
  console.error(`No credential of ${organisation} ${role} in ${file}. / No hay credencial de ${organisation} ${role} en ${file}.`);
  process.exitCode = 1;
}
