import { parseArgs } from 'node:util';
import { type AuditVerdict, verifyAudit } from '../shared/contract/audit-verifier.ts';
import { type Place, openPlace } from './audit/place.ts';
import { type Extent, extentOf, sourceOf } from './audit/source.ts';
import { checkpointsFrom, keysFrom, thumbprintOf } from './audit/trust.ts';
import { shown, tellFault, tellLate } from './audit/words.ts';
import { PlainError, describeFailure } from './platform/plain-error.ts';

const usage = 'npm run audit:verify -- [URL, dump or copy of a database file] [--keys FILE|URL] [--checkpoint JWS|FILE]';
const mostShown = 3;

function readArguments() {
  try {
    const options = { keys: { type: 'string' }, checkpoint: { type: 'string', multiple: true } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (positionals.length > 1) throw new Error('too many places');
    return { where: positionals[0], keys: values.keys, checkpoints: values.checkpoint ?? [] };
  } catch {
    throw new PlainError(usage);
  }
}

async function verify({ client, name, live }: Place, { keys: from, checkpoints }: ReturnType<typeof readArguments>): Promise<AuditVerdict> {
  const known = checkpointsFrom(checkpoints);
  const extent = await extentOf(client);
  const keys = await keysFrom(from, client);
  tellExtent(name, extent, known.length);
  for (const key of keys)
    console.log(`key ${shown(key.kid)}, thumbprint ${await thumbprintOf(key)}, from ${from ?? 'the database itself'}`);
  return verifyAudit(sourceOf(client, extent), keys, { known, ...(live ? { now: new Date() } : {}) });
}

function tellExtent(name: string, { rows, seals, checkpoints }: Extent, known: number): void {
  const kept = known > 0 ? `, and ${known} kept elsewhere` : '';
  const open = Math.max(0, rows.count - seals.count);
  console.log(
    `audit of ${name}: ${rows.count} rows, ${open} not sealed yet, ${seals.count} seals, ${checkpoints.count} checkpoints${kept}`,
  );
}

function tellVerdict({ fault, rows, signed, late }: AuditVerdict): void {
  for (const { en, es } of late.slice(0, mostShown).map(tellLate)) console.log(`! ${en} / ${es}`);
  if (late.length > mostShown) console.log(`! … ${late.length - mostShown}`);
  const { en, es } = fault
    ? tellFault(fault)
    : {
        en: `The audit is whole: ${rows} rows, signed up to ${signed}.`,
        es: `La auditoría está íntegra: ${rows} filas, firmadas hasta la ${signed}.`,
      };
  const mark = fault ? '✗' : '✓';
  console.log(`${mark} ${en}\n${mark} ${es}`);
}

/** 0: whole, 1: not, 2: nobody can tell. */
try {
  const asked = readArguments();
  const place = await openPlace(asked.where);
  try {
    const verdict = await verify(place, asked);
    tellVerdict(verdict);
    process.exitCode = verdict.fault ? 1 : 0;
  } finally {
    place.close();
  }
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 2;
}
