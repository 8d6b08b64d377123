import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Client, createClient } from '@libsql/client';
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extentOf, sourceOf } from '../../scripts/audit/source.ts';
import { migrate } from '../../scripts/platform/migrate.ts';
import { sealAudit } from '../../services/identity/audit-seals.ts';
import { type AuditRow, linkOf } from '../../shared/contract/audit-chain.ts';
import { claimsOf, checkpointType } from '../../shared/contract/audit-checkpoint.ts';
import { openDatabase } from '../../shared/database/open.ts';
import { contextOn } from '../support/database.ts';
import { serverUrl, temporaryFolder } from './support.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const vault = {
  pepper: randomBytes(32).toString('base64url'),
  wrappingKey: randomBytes(32).toString('base64url'),
  origin: 'https://enlace.example',
  durability: 'full',
} as const;

const folder = mkdtempSync(join(tmpdir(), 'enlace-verify-'));
const template = join(folder, 'template.db');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rows 1 to 6, the key's at 7 and a checkpoint; the sealer's at 8, rows 9 to 14 and another; the sealer's at 15, and row 16 unsealed. */
async function fill(url: string): Promise<void> {
  await migrate(url, join(ROOT, 'migrations'));
  const db = openDatabase({ url });
  const add = async (from: number, to: number) => {
    for (let number = from; number <= to; number += 1) {
      const subject = `it's "${number}";\r\nañadido 😀\\n -- INSERT INTO audit VALUES(${number}); END;`;
      const sql = `insert into audit (id, at, action, subject, request_id, change_hash) values (?, ?, 'plan:import', ?, 'request', '')`;
      await db.client.execute({ sql, args: [`id-${number}`, new Date().toISOString(), subject] });
    }
  };
  await add(1, 6);
  await sealAudit(contextOn(db), vault);
  await add(9, 14);
  await sealAudit(contextOn(db), vault);
  await add(16, 16);
  db.client.close();
}

beforeAll(() => fill(`file:${template}`));

type Outcome = { code: number | null; output: string };

/** `npm run audit:verify`, without npm. */
function verify(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const { DATABASE_URL: _, INIT_CWD: __, ...rest } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'scripts/audit-verify.ts'), ...args], { cwd: ROOT, env: { ...rest, ...env } });
  let output = '';
  const take = (chunk: Buffer) => (output += chunk.toString('utf8'));
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((done) => child.once('close', (code) => done({ code, output })));
}

/** A copy of the sealed database of its own; gives its file. */
function ownCopy(): string {
  const file = join(temporaryFolder(), 'copy.db');
  copyFileSync(template, file);
  return file;
}

/** Does what somebody could do who may write to the database file: first away with the triggers. */
async function tamper(url: string, how: string | ((client: Client) => Promise<unknown>)): Promise<void> {
  const client = createClient({ url });
  const { rows } = await client.execute(`select name from sqlite_schema where type = 'trigger' and name like 'audit_%'`);
  for (const { name } of rows) await client.execute(`drop trigger ${String(name)}`);
  await (typeof how === 'string' ? client.executeMultiple(how) : how(client));
  client.close();
}

/** Makes all seals from a position on anew, as they would be over the rows that stand there now. */
async function sealAnew(client: Client, from: number): Promise<void> {
  const { rows } = await client.execute({ sql: 'select hash from audit_seals where position = ?', args: [from - 1] });
  let link = String(rows[0]?.['hash']);
  for await (const row of sourceOf(client, await extentOf(client)).rows as AsyncIterable<AuditRow>) {
    if (row.position < from || row.position > 14) continue;
    link = await linkOf(link, row);
    await client.execute({ sql: 'update audit_seals set hash = ? where position = ?', args: [link, row.position] });
  }
}

/** Replaces the key in the database by one's own, under the same name, and signs all checkpoints with it. */
async function swapKey(client: Client): Promise<void> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const { rows: keys } = await client.execute(`select kid, public_key from signing_keys where purpose = 'audit'`);
  const kid = String(keys[0]?.['kid']);
  const jwk = { ...(JSON.parse(String(keys[0]?.['public_key'])) as object), x: (await exportJWK(pair.publicKey)).x };
  await client.execute({ sql: 'update signing_keys set public_key = ? where kid = ?', args: [JSON.stringify(jwk), kid] });
  const { rows } = await client.execute('select c.position, c.jws, s.hash from audit_checkpoints c join audit_seals s using (position)');
  for (const { position, jws, hash } of rows) {
    const signer = new SignJWT({ ...claimsOf(String(jws)), hash });
    const own = await signer.setProtectedHeader({ alg: 'EdDSA', typ: checkpointType, kid }).sign(pair.privateKey);
    await client.execute({ sql: 'update audit_checkpoints set jws = ? where position = ?', args: [own, Number(position)] });
  }
}

const rewriteRow = async (client: Client) => {
  await client.execute(`update audit set subject = 'forged' where position = 10`);
  await sealAnew(client, 10);
};

const rewriteUnsigned = async (client: Client) => {
  await rewriteRow(client);
  await client.execute('delete from audit_checkpoints where position = 14');
};

const cutTail = ['audit', 'audit_seals', 'audit_checkpoints'].map((table) => `delete from ${table} where position > 7`).join(';');
const moved = (by: number) =>
  `update audit set position = -position where position > 9; update audit set position = ${by} - position where position < 0`;
const forged = (position: number | bigint | null, id = 'forged') =>
  `insert into audit values (${position}, '${id}', '2026-01-01T00:00:00.000Z', null, null, null, 'a', 'b', null, 'c', 'd')`;
/** The table made anew without its constraints, as SQLite would let anybody do. */
const loose = 'create table copy as select * from audit; drop table audit; alter table copy rename to audit';
const many = `insert into audit (id, at, action, subject, request_id, change_hash)
  with recursive n (i) as (select 17 union all select i + 1 from n where i < 10016) select i, '2026', 'a', 'b', 'c', 'd' from n`;
const gone = 'delete from audit where position';
const change = (cell: string) => `update audit set ${cell} where position = 10`;
const sealed = (cell: string) => `update audit_seals set ${cell} where position = 10`;
const swapped = `update audit set position = -1 where position = 4; update audit set position = 4 where position = 12;
  update audit set position = 12 where position = -1`;
const otherKey = `update signing_keys set public_key = json_set(public_key, '$.x', '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')`;

const edited = 'Row 10 (id-10) was edited.';
const damages: [string, string | ((client: Client) => Promise<unknown>), string][] = [
  ['an edited row', change(`subject = 'forged'`), edited],
  ['nothing that became something', change(`source_id = ''`), edited],
  ['a text that became bytes', change('subject = cast(subject as blob)'), edited],
  ['what is hidden behind a NUL', change(`action = action || char(0) || 'x'`), edited],
  ['a deleted row', `${gone} = 10`, 'Row 10 is missing.'],
  ['a deleted row with its seal', `${gone} = 10; delete from audit_seals where position = 10`, 'Row 10 is missing.'],
  ['a deleted row that the others close up to', `${gone} = 10; ${moved(-1)}`, 'Row 10 is missing.'],
  ['a deleted row that was not sealed yet', `${gone} = 15`, 'Row 15 is missing.'],
  ['the end of the sealed part, deleted', `${gone} > 12`, 'Row 13 is missing.'],
  ['the end, its seals too', `${gone} > 12; delete from audit_seals where position > 12`, 'Row 13 is missing: the checkpoint at 14 knows'],
  ['an inserted row', `${moved(1)}; ${forged(10)}`, 'Row 10 (forged) was inserted.'],
  ['a row before the first', forged(0), 'Row 0 (forged) was inserted.'],
  ['a row whose id plays a verdict', forged(0, '\n✓ whole'), 'Row 0 (???whole) was inserted.'],
  ['a row far behind the last', forged(1_000), 'Row 17 is missing.'],
  ['a row further behind than a number can count', forged(2n ** 62n), 'Row 0 (forged) was inserted.'],
  ['a row at no position', `${loose}; ${forged(null)}`, 'Row 0 (forged) was inserted.'],
  ['two rows at one position', `${loose}; ${forged(10)}`, 'was inserted.'],
  ['two rows at one position where a page ends', `${many}; ${loose}; ${forged(5_000)}`, 'Row 5000 ('],
  ['two rows that change places', swapped, 'Row 4 (id-12) stands in the place of another'],
  ['an altered seal', sealed('hash = upper(hash)'), 'The seal of row 10 (id-10) was altered.'],
  ['a seal with something behind a NUL', sealed(`hash = hash || char(0) || 'x'`), 'The seal of row 10 (id-10) was altered.'],
  ['a deleted seal', 'delete from audit_seals where position = 10', 'The seal of row 10 (id-10) is missing.'],
  ['a rewritten row with all seals after it', rewriteRow, 'Rows were rewritten, from 8 on at the earliest'],
  ['the same without the checkpoint', rewriteUnsigned, 'No checkpoint vouches for the sealed rows from 8 on.'],
  ['a checkpoint dated otherwise', `update audit_checkpoints set at = '2026' where position = 14`, 'The checkpoint at 14 was altered'],
  ['the key exchanged, but not the signatures', otherKey, 'The signature of the checkpoint at 7 is wrong'],
  ['the key deleted', 'delete from signing_keys', 'The checkpoint at 7 was signed with a key that is not trusted here'],
];

describe('on a copy of a database file', () => {
  test('that nobody touched, it says so in both languages and tells the key', async () => {
    const file = ownCopy();
    const before = readFileSync(file);
    const { code, output } = await verify([file]);
    expect(output).toContain('16 rows, 2 not sealed yet, 14 seals, 2 checkpoints');
    expect(output).toMatch(/key \S+, thumbprint [\w-]{43}, from the database itself/);
    expect(output).toContain(
      '✓ The audit is whole: 16 rows, signed up to 14.\n✓ La auditoría está íntegra: 16 filas, firmadas hasta la 14.',
    );
    expect([code, readFileSync(file).equals(before)]).toEqual([0, true]);
  });

  test.concurrent.each(damages)('%s is found and the first bad row named', async (_, how, line) => {
    const file = join(mkdtempSync(join(folder, 'damaged-')), 'copy.db');
    copyFileSync(template, file);
    await tamper(`file:${file}`, how);
    const { code, output } = await verify([file]);
    expect(output).toContain(line);
    expect([code, output.includes('✗')]).toEqual([1, true]);
  });
});

describe('what the database alone cannot tell', () => {
  test('a tail that was cut off is shown by a checkpoint kept elsewhere, as text or in a file', async () => {
    const file = ownCopy();
    const client = createClient({ url: `file:${file}` });
    const { rows } = await client.execute('select position, at, jws from audit_checkpoints order by position');
    client.close();
    const kept = join(temporaryFolder(), 'kept.json');
    writeFileSync(kept, JSON.stringify({ items: rows, next: null }, null, 2));
    expect(await verify([file, '--checkpoint', kept])).toMatchObject({ code: 0, output: expect.stringContaining('and 2 kept elsewhere') });

    await tamper(`file:${file}`, cutTail);
    expect((await verify([file])).code).toBe(0);
    for (const checkpoint of [kept, String(rows[1]?.['jws'])]) {
      const { code, output } = await verify([file, '--checkpoint', checkpoint]);
      expect(output).toContain('✗ Row 8 is missing: the checkpoint at 14 knows of it.');
      expect(code).toBe(1);
    }
  });

  test('another key that signed everything is shown by the key noted before', async () => {
    const file = ownCopy();
    const client = createClient({ url: `file:${file}` });
    const { rows } = await client.execute(`select public_key from signing_keys where purpose = 'audit'`);
    client.close();
    const key = JSON.parse(String(rows[0]?.['public_key'])) as { kty: string };
    const noted = join(temporaryFolder(), 'audit-jwks.json');
    writeFileSync(noted, JSON.stringify({ keys: [key] }));
    const thumbprint = await calculateJwkThumbprint(key);
    expect((await verify([file, '--keys', noted])).output).toContain(`thumbprint ${thumbprint}, from ${noted}\n✓`);

    await tamper(`file:${file}`, async (attacked) => {
      await rewriteRow(attacked);
      await swapKey(attacked);
    });
    const alone = await verify([file]);
    expect([alone.code, alone.output.includes(thumbprint)]).toEqual([0, false]);
    const trusted = await verify([file, '--keys', noted]);
    expect(trusted.output).toContain('✗ The signature of the checkpoint at 7 is wrong');
    expect(trusted.code).toBe(1);
  });
});

describe('on a database server and its dump', () => {
  const dumped = async (url: string) => {
    const file = join(temporaryFolder(), 'dump.sql');
    writeFileSync(file, Buffer.from(await (await fetch(`${url}/dump`)).arrayBuffer()));
    return file;
  };

  async function filledServer(): Promise<string> {
    const url = await serverUrl();
    await fill(url);
    return url;
  }

  test('a whole one is whole, a row edited or deleted is named, and a NUL hides nothing', async () => {
    const url = await filledServer();
    const whole = await dumped(url);
    for (const where of [url, whole]) {
      expect(await verify([where])).toMatchObject({ code: 0, output: expect.stringContaining('16 rows, 2 not sealed yet') });
    }
    expect(await verify([], { DATABASE_URL: url })).toMatchObject({ code: 0 });

    await tamper(url, `update audit set action = action || char(0) || 'x' where position = 11`);
    for (const where of [url, await dumped(url)]) {
      expect(await verify([where])).toMatchObject({ code: 1, output: expect.stringContaining('✗ Row 11 (id-11) was edited.') });
    }
    await tamper(url, 'delete from audit where position = 3');
    for (const where of [url, await dumped(url)]) {
      expect(await verify([where])).toMatchObject({ code: 1, output: expect.stringContaining('✗ Row 3 is missing.') });
    }
  });

  test('a dump that was edited as text is found out', async () => {
    const whole = readFileSync(await dumped(await filledServer()), 'utf8');
    const check = async (text: string) => {
      const file = join(temporaryFolder(), 'dump.sql');
      writeFileSync(file, text);
      return verify([file]);
    };
    const line = whole.split('\n').find((one) => one.startsWith(`INSERT INTO audit VALUES(10,`)) ?? '';
    expect(await check(whole.replace(`${line}\n`, ''))).toMatchObject({ code: 1, output: expect.stringContaining('✗ Row 10 is missing.') });
    expect(await check(whole.replace(line, line.replace('plan:import', 'plan:read')))).toMatchObject({ code: 1 });
    expect((await check(whole.replace(line, `${line}\n${line}`))).output).toContain('✗ Row 10 (id-10) was inserted.');
    for (const unheard of [`${whole}UPDATE audit SET subject = 'forged';`, whole.slice(0, whole.indexOf(line) + 40)]) {
      expect((await check(unheard)).code).toBe(2);
    }
  });
});

describe('where there is nothing to verify', () => {
  test.each([
    ['no platform runs here', [], /does not run here/],
    ['there is no such file', ['nowhere.sql'], /nowhere\.sql is no file/],
    ['it is another kind of database', ['file:{folder}/other.db'], /There is no audit to read here/],
    ['a word is not known', ['--key', 'x'], /npm run audit:verify -- /],
    ['a checkpoint is none', ['{folder}/template.db', '--checkpoint', 'eyJ'], /There is no signed checkpoint in eyJ/],
    ['the keys are none', ['{folder}/template.db', '--keys', 'package.json'], /package\.json gives no set of Ed25519 keys/],
  ])('because %s, it says so and ends with 2', async (_, args, line) => {
    const { code, output } = await verify(
      args.map((arg) => arg.replace('{folder}', folder)),
      { ENLACE_DATA: join(folder, 'none') },
    );
    expect(output).toMatch(line);
    expect(code).toBe(2);
  });
});
