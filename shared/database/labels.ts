import { sql } from 'drizzle-orm';
import { check, text } from 'drizzle-orm/sqlite-core';
import { type Audience, type Tlp, audiences } from '../contract/access.ts';
import { labelsOf } from '../contract/labels.ts';
import { organisations } from './identity.ts';
import { groups } from './sharing.ts';

/** The columns of every shareable record: its source organisation and its one label, one audience and, for that audience, one group. */
export const labelColumns = () => ({
  organisation: text('organisation_id').references(() => organisations.id),
  tlp: text('tlp').$type<Tlp>().notNull(),
  audience: text('audience').$type<Audience>().notNull(),
  group: text('group_id').references(() => groups.id),
});

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');
const cases = audiences.map((audience) => `when '${audience}' then tlp in (${quoted(labelsOf[audience])})`).join(' ');

/** The same rule as `agree`, kept by the table: a record whose label and audience disagree cannot be stored. */
export const labelsAgree = (table: string) =>
  check(`${table}_label`, sql.raw(`case audience ${cases} else 0 end and (audience = 'group') = (group_id is not null)`));
