import { type Client, createClient } from '@libsql/client';
import type { History, Owned, Written } from './writes.ts';

/**
 * Reads the database and compares it with what the callers were told. Gives one line for each thing that is wrong:
 * an acknowledged write that is missing, a change without its audit row, key or event (or the reverse), an effect that came twice.
 */
export async function violations(database: string, { writes, owned }: History): Promise<string[]> {
  const client = createClient({ url: database });
  try {
    const found = await Promise.all([
      torn(client),
      ...writes.map((one) => stored(client, one)),
      ...owned.map((one) => current(client, one)),
    ]);
    return found.flat();
  } finally {
    client.close();
  }
}

/** Nothing is torn: each of these queries finds what has no counterpart, or more than one. */
const tears: Record<string, string> = {
  'organisation without exactly one audit row': `select id from organisations o where (select count(*) from audit where subject = o.id and action = 'organisation:create') <> 1
     and not exists (select 1 from clients c where c.organisation_id = o.id and c.role = 'operator')`,
  'audit row without its organisation': `select subject from audit where action = 'organisation:create' and subject not in (select id from organisations)`,
  'organisation whose version and audit rows differ': `select id from organisations o where version - 1 <> (select count(*) from audit where subject = o.id and action = 'organisation:edit')`,
  'membership whose version and audit rows differ': `select id from memberships m where version - 1 <> (select count(*) from audit where subject = m.id and action = 'membership:edit')`,
  'network without exactly one audit row': `select id from networks n where (select count(*) from audit where subject = n.id and action = 'network:create') <> 1`,
  'audit row without its network': `select subject from audit where action = 'network:create' and subject not in (select id from networks)`,
  'membership whose version and events differ': `select id from memberships m where version <> (select count(*) from outbox where subject = m.id)`,
  'event without its membership': `select id from outbox where type = 'identity.membership.changed' and subject not in (select id from memberships)`,
  'events of a membership out of step': `select subject from outbox group by subject having max(sequence) <> count(*) or min(sequence) <> 1`,
  'audit rows and idempotency rows of a content differ': `select coalesce(a.hash, i.hash) from (select change_hash hash, count(*) n from audit group by 1) a
     full join (select hash, count(*) n from idempotency group by 1) i on i.hash = a.hash where a.n is not i.n`,
  'key whose answer names nothing': `select key from idempotency where key not like 'commit:%' and answer ->> '$.body.id' not in (select id from organisations union all select id from networks)`,
  'two keys with one effect': `select max(key) from idempotency where answer is not null group by answer ->> '$.body.id' having count(*) > 1`,
  'guard left behind': 'select passed from guard',
  'broken reference': `select "table" from pragma_foreign_key_check`,
  'damaged page': `select integrity_check from pragma_integrity_check where integrity_check <> 'ok'`,
};

async function torn(client: Client): Promise<string[]> {
  const results = await client.batch(Object.values(tears), 'read');
  return Object.keys(tears).flatMap((what, index) => (results[index]?.rows ?? []).map((row) => `${what}: ${String(row[0])}`));
}

const counts: Record<Written['kind'], string> = {
  organisation: `select count(*) from organisations where id = ?1 and (select count(*) from organisations where name = json_object('es', ?2)) <= 1
    and exists (select 1 from audit where subject = ?1)`,
  member: `select count(*) from memberships where organisation_id = ?1 and (select count(*) from organisations where name = json_object('es', ?2)) = 1`,
  network: `select count(*) from networks where id = ?1 and name = json_object('es', ?2)`,
  patch: `select count(*) from memberships where id = ?1 and ?2 is not null`,
};

async function stored(client: Client, { kind, id, marker }: Written): Promise<string[]> {
  const { rows } = await client.execute({ sql: counts[kind], args: [id, marker] });
  return rows[0]?.[0] === 1 ? [] : [`${kind} ${marker} (${id}) was acknowledged and is stored ${String(rows[0]?.[0])} times`];
}

async function current(client: Client, { id, version, alias }: Owned): Promise<string[]> {
  const { rows } = await client.execute({ sql: 'select version, aliases from memberships where id = ?', args: [id] });
  const row = rows[0];
  const right = row?.['version'] === version && row['aliases'] === JSON.stringify(alias === undefined ? [] : [alias]);
  return right ? [] : [`membership ${id} should have the alias ${alias} at version ${version}, and is ${JSON.stringify(row)}`];
}
