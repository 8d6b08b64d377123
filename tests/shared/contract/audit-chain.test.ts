import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AuditRow, type AuditSeal, canonicalRow, genesis, linkOf } from '../../../shared/contract/audit-chain.ts';
import { type CheckpointKey, type StoredCheckpoint, checkpointType, openCheckpoint } from '../../../shared/contract/audit-checkpoint.ts';
import { type AuditFault, verifyAudit } from '../../../shared/contract/audit-verifier.ts';

type Tables = { rows: AuditRow[]; seals: AuditSeal[]; checkpoints: StoredCheckpoint[] };
type Table = keyof Tables;
type Step = { insert?: Table; update?: Table; delete?: Table; position: number; row?: never; set?: object };
type Vectors = {
  key: CheckpointKey;
  genesis: string;
  rows: { row: AuditRow; canonical: string; link: string }[];
  sealed: number;
  checkpoints: StoredCheckpoint[];
  damaged: { name: string; steps: Step[]; known?: string[]; fault: AuditFault | null }[];
};

const file = join(import.meta.dirname, '../../../shared/contract/vectors/audit-chain.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

function tables(): Tables {
  const seals = vectors.rows.map(({ row, link }) => ({ position: row.position, hash: link })).slice(0, vectors.sealed);
  return structuredClone({ rows: vectors.rows.map(({ row }) => row), seals, checkpoints: vectors.checkpoints });
}

function damage(whole: Tables, steps: Step[]): Tables {
  for (const step of steps) {
    const table = whole[step.insert ?? step.update ?? step.delete ?? 'rows'];
    const at = table.findIndex(({ position }) => position === step.position);
    if (step.insert && step.row) table.push(step.row);
    else if (step.delete) table.splice(at, 1);
    else Object.assign(table[at] ?? {}, step.set);
  }
  for (const table of Object.values(whole)) table.sort((a, b) => a.position - b.position);
  return whole;
}

describe('the published vectors', () => {
  test('hold at least a dozen rows, and their canonical forms and links come out again', async () => {
    expect(vectors.rows.length).toBeGreaterThanOrEqual(12);
    let previous = vectors.genesis;
    expect(previous).toBe(genesis);
    for (const { row, canonical, link } of vectors.rows) {
      expect(canonicalRow(row)).toBe(canonical);
      expect(await linkOf(previous, row)).toBe(link);
      previous = link;
    }
  });

  test('as they stand are whole, with two rows that wait', async () => {
    const { length } = vectors.rows;
    expect(await verifyAudit(tables(), [vectors.key])).toEqual({ fault: null, rows: length, sealed: 12, signed: 12, late: [] });
  });

  test.each(vectors.damaged)('$name', async ({ steps, known = [], fault }) => {
    expect((await verifyAudit(damage(tables(), steps), [vectors.key], { known })).fault).toEqual(fault);
  });
});

describe('a checkpoint', () => {
  const [{ jws } = { jws: '' }] = vectors.checkpoints;

  test('holds in one spelling only', async () => {
    expect(await openCheckpoint(jws, [vectors.key])).toMatchObject({ position: 7 });
    const others = [
      `${jws} `,
      `${jws}=`,
      jws.replace('.', ' .'),
      `${jws}.`,
      jws.slice(0, -1) + String.fromCharCode(jws.charCodeAt(jws.length - 1) + 1),
    ];
    for (const other of others) expect(await openCheckpoint(other, [vectors.key])).toBe('checkpoint-altered');
  });

  test.each(['', '..', 'no', 'eyJ.eyJ.x', `${btoa('null')}.${btoa('null')}.${'A'.repeat(86)}`])('%j is none', async (text) => {
    expect(await openCheckpoint(text, [vectors.key])).toBe('checkpoint-altered');
  });

  test('cannot be signed by something that is no Ed25519 key', async () => {
    expect(await openCheckpoint(jws, [{ ...vectors.key, x: 'AAAA' }])).toBe('bad-signature');
  });
});

describe('what waits', () => {
  const late = async (ms: number) => {
    const now = new Date(Date.parse(vectors.rows[12]?.row.at ?? '') + ms);
    return (await verifyAudit(tables(), [vectors.key], { now })).late;
  };

  test('for an hour is no news; for longer it is told', async () => {
    expect(await late(3_600_000)).toEqual([]);
    expect(await late(3_600_001)).toEqual([{ position: 13, at: vectors.rows[12]?.row.at, sealedAt: null }]);
  });

  test('of the sealer itself is never late', async () => {
    const whole = tables();
    whole.rows = whole.rows.filter(({ position }) => position !== 13).map((row) => ({ ...row, position: Math.min(row.position, 13) }));
    expect(await verifyAudit(whole, [vectors.key], { now: new Date('2030-01-01') })).toMatchObject({ fault: null, rows: 13, late: [] });
  });

  test('and was sealed much later is told with both times', async () => {
    const { rows, seals, checkpoints, key } = await chained(
      Array.from({ length: 4 }, (_, index) => rowAt(index + 1, { at: `2026-03-01T1${index}:00:00.000Z` })),
      [2, 4],
      '2026-03-01T11:30:00.000Z',
    );
    const { fault, late: told } = await verifyAudit({ rows, seals, checkpoints }, [key]);
    expect(fault).toBeNull();
    expect(told).toEqual([{ position: 1, at: '2026-03-01T10:00:00.000Z', sealedAt: '2026-03-01T11:30:00.000Z' }]);
  });
});

let pair: Awaited<ReturnType<typeof generateKeyPair>>;
let ownKey: CheckpointKey;
beforeAll(async () => {
  pair = await generateKeyPair('EdDSA');
  ownKey = { ...((await exportJWK(pair.publicKey)) as CheckpointKey), kid: 'own' };
});

const rowAt = (position: number, other: Partial<AuditRow> = {}): AuditRow => ({
  position,
  id: `id ${position}`,
  at: '2026-03-01T12:00:00.000Z',
  client: null,
  organisation: null,
  network: null,
  action: 'plan:import',
  subject: `subject ${position}`,
  source: null,
  request: 'request',
  hash: 'hash',
  ...other,
});

async function chained(rows: AuditRow[], at: number[], now = '2026-03-01T12:00:00.000Z') {
  const seals: AuditSeal[] = [];
  for (const row of rows) seals.push({ position: row.position, hash: await linkOf(seals.at(-1)?.hash ?? genesis, row) });
  const sign = async (position: number) => {
    const claims = new SignJWT({ position, hash: seals[position - 1]?.hash, at: now, iss: 'https://enlace.example' });
    const jws = await claims.setProtectedHeader({ alg: 'EdDSA', typ: checkpointType, kid: 'own' }).sign(pair.privateKey);
    return { position, at: now, jws };
  };
  return { rows, seals, checkpoints: await Promise.all(at.map(sign)), key: ownKey };
}

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', 'null', '0', "it's", '"', '\n'));
const rowOf = (position: number) =>
  fc.record({
    position: fc.constant(position),
    id: fc.uuid(),
    at: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    client: fc.option(text),
    organisation: fc.option(text),
    network: fc.option(text),
    action: text,
    subject: text,
    source: fc.option(text),
    request: text,
    hash: text,
  });
const audits = fc
  .integer({ min: 4, max: 12 })
  .chain((length) => fc.tuple(...Array.from({ length }, (_, index) => rowOf(index + 1))))
  .filter((rows) => new Set(rows.map(({ id }) => id)).size === rows.length);

type Whole = Awaited<ReturnType<typeof chained>>;
/** Damages copies of the tables, at two places, and says which position must be named; null when nothing was changed. */
type Attack = (whole: Whole, places: [low: number, high: number], row: AuditRow) => { kind: AuditFault['kind']; position: number } | null;

const fields = ['id', 'at', 'client', 'organisation', 'network', 'action', 'subject', 'source', 'request', 'hash'] as const;
const attacks: Record<string, Attack> = {
  ...Object.fromEntries(
    fields.map((field): [string, Attack] => [
      `an edited ${field}`,
      ({ rows }, [low], other) => {
        const target = rows[low - 1] as AuditRow;
        if (target[field] === other[field]) return null;
        Object.assign(target, { [field]: other[field] });
        return { kind: 'edited', position: low };
      },
    ]),
  ),
  'a deleted row': ({ rows }, [low]) => {
    rows.splice(low - 1, 1);
    return { kind: 'missing', position: low };
  },
  'a deleted row that the others close up to': ({ rows, seals }, [low]) => {
    rows.splice(low - 1, 1);
    rows.forEach((row, index) => (row.position = index + 1));
    return { kind: 'missing', position: Math.min(low, seals.length) };
  },
  'an inserted row': ({ rows }, [low], other) => {
    rows.splice(low - 1, 0, { ...other, position: low });
    rows.forEach((row, index) => (row.position = index + 1));
    return { kind: 'inserted', position: low };
  },
  'two rows that change places': ({ rows }, [low, high]) => {
    if (low === high) return null;
    const [one, two] = [rows[low - 1] as AuditRow, rows[high - 1] as AuditRow];
    [rows[low - 1], rows[high - 1]] = [
      { ...two, position: low },
      { ...one, position: high },
    ];
    return { kind: 'reordered', position: low };
  },
  'an altered seal': ({ seals }, [low]) => {
    seals[low - 1] = { position: low, hash: genesis };
    return { kind: 'seal-altered', position: low };
  },
  'a deleted seal': ({ seals }, [low]) => {
    seals.splice(low - 1, 1);
    return { kind: 'seal-missing', position: low };
  },
};

describe('in any audit', () => {
  const places = fc.tuple(fc.nat(), fc.nat());

  test('nothing is wrong as long as nobody touches it', async () => {
    await fc.assert(
      fc.asyncProperty(audits, async (rows) => {
        const { key, ...whole } = await chained(rows, [2, rows.length]);
        expect((await verifyAudit(whole, [key])).fault).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  test.each(Object.entries(attacks))('%s is found and its position named', async (_, attack) => {
    await fc.assert(
      fc.asyncProperty(audits, places, rowOf(1), async (rows, [one, two], other) => {
        const whole = structuredClone(await chained(rows, [2, rows.length]));
        const [low, high] = [(one % rows.length) + 1, (two % rows.length) + 1].toSorted((a, b) => a - b) as [number, number];
        fc.pre(!rows.some(({ id }) => id === other.id));
        const expected = attack(whole, [low, high], other);
        fc.pre(expected !== null);
        expect((await verifyAudit(whole, [whole.key])).fault).toMatchObject({ ...expected });
      }),
      { numRuns: 60 },
    );
  });
});
