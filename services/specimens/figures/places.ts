import { type SQL, and, eq, sql } from 'drizzle-orm';
import { type Place, labelled, oneOf, predicate } from '../../../shared/access/predicate.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Guard, Step } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { figures } from '../../../shared/database/figures.ts';
import { memberships } from '../../../shared/database/identity.ts';
import { openOn } from '../../../shared/database/periods.ts';
import { sharedRowsOf } from '../../../shared/database/rows.ts';

export type Row = typeof figures.$inferSelect;

/** Who a figure is for until it is confirmed: its own organisation. */
export const forOwn = { tlp: 'AMBER', audience: 'organisation', group: null } as const;

/**
 * Who a confirmed figure is for: the governments of the network (register SP-05). GREEN, for it is a count that names nobody, which its
 * country tells in the ledger as well; a board of all countries would else leave a row in the audit for each of its cells.
 */
export const forGovernments = { tlp: 'GREEN', audience: 'governments', group: null } as const;

/** The condition under which the caller sees a figure: by its own label. */
export const visibleFigure = (context: Context): SQL => predicate(context, 'figure:read', labelled(figures));

/** Where the rules find one figure. */
export const ofFigure = (id: string): Place => oneOf(figures, id, labelled(figures));

/** One column of a figure, its label for events, what the audit says of it, and the steps of its writes. */
export const { ofOne, auditOf, versionStep } = sharedRowsOf(figures);

/** The statement that changes a figure, if it is in this state; else the problem is thrown. */
export const changedFrom = ({ db }: Context, id: string, state: Row['state'], values: Partial<Row>, problem: Problem): Step => ({
  query: db.orm
    .update(figures)
    .set(values)
    .where(and(eq(figures.id, id), eq(figures.state, state))),
  one: problem,
});

const notACountry = new Problem('forbidden', {
  es: 'La cifra la dan los países que hoy son miembros de la red.',
  en: 'It is for the countries that are members of the network today to give a figure.',
});

/** That the caller's organisation is a member of the network today: each country gives its own figure, and nobody else does. */
export function isCountryOf({ principal, now }: Context, network: string | SQL): Guard {
  const seat = and(
    sql`${memberships.network} = ${network}`,
    eq(memberships.organisation, principal?.organisation ?? ''),
    eq(memberships.role, 'member'),
    openOn(memberships, now.toISOString().slice(0, 10)),
  );
  return { holds: sql`exists (select 1 from ${memberships} where ${seat})`, problem: notACountry };
}
