import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork, ofOrganisationIn, oneOf, predicate } from '../../shared/access/predicate.ts';
import { may, read } from '../../shared/access/read.ts';
import { noSuchGroup, seesGroup } from '../../shared/access/relabel.ts';
import type { Consent, NewConsent } from '../../shared/contract/identity/consents.ts';
import { Problem } from '../../shared/contract/problem.ts';
import type { Keyset } from '../../shared/contract/route.ts';
import { commit } from '../../shared/database/commit.ts';
import type { Context } from '../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../shared/database/keyset.ts';
import { networkIs } from '../../shared/database/network-ref.ts';
import { consents } from '../../shared/database/sharing.ts';

type Row = typeof consents.$inferSelect;
type Filter = { limit: number; network?: string | undefined; organisation?: string | undefined; subject?: string | undefined };

const place = ofOrganisationIn(consents.network, consents.organisation);
const already = new Problem('conflict', { es: 'El consentimiento ya fue retirado.', en: 'The consent was withdrawn already.' });

/** The consents of the caller's organisation, and those of its network for a secretariat, oldest first. */
export async function listConsents(context: Context, { limit, network, organisation, subject }: Filter, after: Keyset | null) {
  const wanted = and(
    predicate(context, 'consent:read', place),
    networkIs(consents.network, network),
    organisation === undefined ? undefined : eq(consents.organisation, organisation),
    subject === undefined ? undefined : eq(consents.subject, subject),
    afterKeyset([consents.id], after),
  );
  const query = context.db.orm.select().from(consents).where(wanted).orderBy(asc(consents.id)).limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(rows, limit, toConsent, ({ id }) => [id]);
}

/** A consent with its version. Throws not-found. */
export async function getConsent(context: Context, id: string) {
  const visible = and(eq(consents.id, id), predicate(context, 'consent:read', place));
  const [[row]] = await read(context, [context.db.orm.select().from(consents).where(visible)]);
  if (!row) throw new Problem('not-found');
  return { body: toConsent(row), version: row.version };
}

/** Consents for the caller's organisation. What is not its own record the consent does nothing for. Throws not-found, forbidden, unprocessable. */
export async function giveConsent(context: Context, input: NewConsent) {
  const row = { id: uuid(), ...input, givenAt: context.now.toISOString(), withdrawnAt: null, version: 1 };
  const made = { body: toConsent(row), version: 1, location: `/v1/consents/${row.id}` };
  await commit(context, {
    guards: [
      ...may(context, 'consent:give', ofOrganisationIn(input.network, input.organisation), 'organisation:read'),
      ...may(context, 'network:read', inNetwork(input.network), 'network:read'),
      { holds: seesGroup(context, input.group, input.network), problem: noSuchGroup },
    ],
    steps: [{ query: context.db.orm.insert(consents).values(row) }],
    audit: { action: 'consent:give', subject: input.subject, network: input.network, source: input.organisation },
    answer: { status: 201, ...made },
  });
  return made;
}

/** Withdraws a consent at the given version; the row stays. Throws not-found, forbidden, stale, conflict when it was withdrawn before. */
export async function withdrawConsent(context: Context, id: string, version: number): Promise<void> {
  const { orm } = context.db;
  const theVersion = and(eq(consents.id, id), eq(consents.version, version));
  const of = (column: typeof consents.network | typeof consents.organisation) =>
    sql`(${orm.select({ column }).from(consents).where(eq(consents.id, id))})`;
  await commit(context, {
    guards: may(context, 'consent:give', oneOf(consents, id, place), 'consent:read'),
    steps: [
      {
        query: orm
          .update(consents)
          .set({ version: version + 1 })
          .where(theVersion),
        one: new Problem('stale'),
      },
      {
        query: orm
          .update(consents)
          .set({ withdrawnAt: context.now.toISOString() })
          .where(and(eq(consents.id, id), isNull(consents.withdrawnAt))),
        one: already,
      },
    ],
    audit: { action: 'consent:give', subject: id, network: of(consents.network), source: of(consents.organisation) },
  });
}

function toConsent(row: Row): Consent {
  const { id, organisation, network, subject, tlp, audience, group, note, givenAt, withdrawnAt } = row;
  return { id, organisation, network, subject, tlp, audience, group, note, givenAt, withdrawnAt };
}
