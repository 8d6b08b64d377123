import { sql } from 'drizzle-orm';
import { Problem } from '../../../../shared/contract/problem.ts';
import type { Guard } from '../../../../shared/database/commit.ts';
import { directoryImportRows, directoryImports } from '../../../../shared/database/directory-imports.ts';
import { listings } from '../../../../shared/database/listings.ts';
import { publicLocations, publicServicePlaces } from '../../../../shared/database/public-directory.ts';
import type { Row as Import } from '../imports/imports.ts';
import { oneOfThem } from '../reading/current.ts';
import { type Chunk, nameable, namesOf, placesOf } from './chunk.ts';
import type { Decision } from './decide.ts';

/** Something moved between the reading and the writing of a chunk: it is read again. */
export const moved = new Problem('conflict', { es: 'Algo cambió en este momento.', en: 'Something has changed just now.' });

/** That everything is still as it was read, in as many conditions as there are kinds of things, however many rows there are. */
export function unmoved(one: Import, chunk: Chunk, { applied }: Decision): Guard[] {
  const inside = new Set(applied.map(({ id }) => id));
  const numbers = chunk.rows.map(({ number }) => number);
  const versions = applied.map(({ id, version }) => ({ id, version: version ?? 0 }));
  const names = applied.flatMap(namesOf).filter(({ id }) => !inside.has(id));
  return [
    sql`exists (select 1 from ${directoryImports} where ${directoryImports.id} = ${one.id} and state = 'accepted')`,
    sql`(select count(*) from ${directoryImportRows} where ${directoryImportRows.import} = ${one.id} and state = 'waiting'
      and ${oneOfThem(directoryImportRows.number, numbers)}) = ${numbers.length}`,
    sql`not exists (select 1 from json_each(${JSON.stringify(versions)}) j left join ${listings} l on l.id = j.value ->> 'id'
      where coalesce(l.version, 0) <> j.value ->> 'version')`,
    sql`not exists (select 1 from json_each(${JSON.stringify(names)}) j where not exists (select 1 from ${listings} l
      where l.id = j.value ->> 'id' and l.kind = j.value ->> 'kind' and l.network_id = ${one.network} and ${nameable(one)}))`,
    ...(one.aim === 'publication' ? around(chunk, applied) : []),
  ].map((holds) => ({ holds, problem: moved }));
}

/** A place hidden in this very moment must not be told by a service that thought it open. */
function around({ hidden, neighbours }: Chunk, applied: Decision['applied']) {
  const places = applied.flatMap((row) => placesOf(row).map(({ id, location }) => ({ id, location, service: row.id })));
  const open = places.map(({ location }) => location).filter((id) => !hidden.has(id));
  const near = neighbours.map(({ id, version }) => ({ id, version }));
  return [
    sql`not exists (select 1 from ${publicLocations} where ${publicLocations.hidden} and ${oneOfThem(publicLocations.id, open)})`,
    sql`not exists (select 1 from json_each(${JSON.stringify(places)}) j join ${publicServicePlaces} p on p.id = j.value ->> 'id'
      where p.service_id <> j.value ->> 'service')`,
    sql`not exists (select 1 from json_each(${JSON.stringify(near)}) j left join ${listings} l on l.id = j.value ->> 'id'
      where coalesce(l.version, 0) <> j.value ->> 'version')`,
  ];
}
