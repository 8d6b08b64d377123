import { eq, sql } from 'drizzle-orm';
import type { EntryLabel } from '../../../shared/contract/specimens/entry.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Guard, Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import type { Query } from '../../../shared/database/send.ts';
import { namedPersons } from '../../../shared/database/sharing.ts';

type Words = { es: string; en: string };
const wrong = (pointer: string, detail: Words) => new Problem('unprocessable', detail, { errors: [{ pointer, detail }] });

const nobodyNamed = wrong('/body/persons', {
  es: 'Para personas hay que nombrarlas; para otra audiencia no se nombra a nadie.',
  en: 'For persons they must be named; for another audience nobody is.',
});
const unknownPerson = wrong('/body/persons', {
  es: 'Un cliente no es de una organización de la red.',
  en: 'A client is of no organisation of the network.',
});
const emptyGroup = wrong('/body/group', { es: 'En el grupo no hay nadie hoy.', en: 'Nobody is in the group today.' });

/** That a label holds somebody: persons are named and of the network, a group has members today. An empty one would mean nobody. */
export function holdsSomebody({ now }: Context, network: string, { audience, group, persons }: EntryLabel): Guard[] {
  const today = now.toISOString().slice(0, 10);
  const open = (table: string) =>
    sql.raw(`${table}.starts_on <= '${today}' and (${table}.ends_on is null or ${table}.ends_on > '${today}')`);
  if ((audience === 'persons') !== persons.length > 0) throw nobodyNamed;
  const known = sql`not exists (select 1 from json_each(${JSON.stringify(persons)}) p where p.value not in (select c.id from clients c
    join memberships m on m.organisation_id = c.organisation_id where m.network_id = ${network} and ${open('m')} and not c.revoked))`;
  const members = sql`exists (select 1 from group_members g where g.group_id = ${group} and ${open('g')})`;
  return [
    ...(audience === 'persons' ? [{ holds: known, problem: unknownPerson }] : []),
    ...(audience === 'group' ? [{ holds: members, problem: emptyGroup }] : []),
  ];
}

/** The statements that name these persons on an entry and no others; whoever publishes stays named, or would not see it again. */
export function namedOn({ db, principal }: Context, id: string, audience: EntryLabel['audience'], persons: readonly string[]): Step[] {
  const named = audience === 'persons' ? [...new Set([...persons, principal?.client ?? ''])] : [];
  const insert = sql`insert into ${namedPersons} (subject, client_id) select ${id}, value from json_each(${JSON.stringify(named)})`;
  return [
    { query: db.orm.delete(namedPersons).where(eq(namedPersons.subject, id)) },
    ...(named.length > 0 ? [{ query: db.orm.run(insert) as unknown as Query }] : []),
  ];
}
