import { sql } from 'drizzle-orm';
import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Figure, PassportCount } from '../contract/specimens/figures.ts';
import type { Text } from '../contract/text.ts';
import { network, organisation, version } from './identity.ts';
import { labelColumns, labelsAgree } from './labels.ts';

/** Half-yearly figures of persons who travelled with false passports: for its own organisation until it is confirmed, then for governments. */
export const figures = sqliteTable(
  'false_passport_figures',
  {
    id: text('id').primaryKey(),
    network: network(),
    ...labelColumns(),
    organisation: organisation(),
    period: text('period').notNull(),
    state: text('state').$type<Figure['state']>().notNull(),
    derived: text('derived', { mode: 'json' }).$type<PassportCount[]>().notNull(),
    counts: text('counts', { mode: 'json' }).$type<PassportCount[]>().notNull(),
    note: text('note', { mode: 'json' }).$type<Text>(),
    report: text('report_id'),
    confirmedAt: text('confirmed_at'),
    createdAt: text('created_at').notNull(),
    version: version(),
  },
  (table) => [
    uniqueIndex('false_passport_figures_period').on(table.network, table.organisation, table.period),
    index('false_passport_figures_audience').on(table.audience, table.network),
    index('false_passport_figures_organisation').on(table.organisation, table.id),
    labelsAgree('false_passport_figures'),
    check(
      'false_passport_figures_state',
      sql`${table.audience} = case ${table.state} when 'confirmed' then 'governments' else 'organisation' end`,
    ),
  ],
);
