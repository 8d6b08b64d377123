import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import { base64url } from 'jose';
import { v7 as uuid } from 'uuid';
import { ofOrganisation, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { CalendarLink, NewCalendarLink } from '../../../shared/contract/training/calendar-links.ts';
import { commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { rowsOf } from '../../../shared/database/rows.ts';
import { calendarLinks } from '../../../shared/database/training-calendars.ts';
import { sha256 } from '../../../shared/worker/etag.ts';

type Row = typeof calendarLinks.$inferSelect;

const { ofOne, onlyIf, versionStep } = rowsOf(calendarLinks);
const revoked = new Problem('conflict', { es: 'Ya se revocó.', en: 'It was revoked already.' });
const full = new Problem('conflict', {
  es: 'Su organización tiene 200 direcciones: revoque alguna.',
  en: 'Your organisation has 200 addresses: revoke one.',
});
const most = 200;

/** The addresses of the caller's organisation and of the caller, in the order of making. Personal ones of others are not told. */
export async function listCalendarLinks(context: Context, { limit }: { limit: number }, after: Keyset | null) {
  const query = context.db.orm
    .select()
    .from(calendarLinks)
    .where(and(seen(context), afterKeyset([calendarLinks.id], after)))
    .orderBy(asc(calendarLinks.id))
    .limit(oneMore(limit));
  const [rows] = await read(context, [query]);
  return pageOf(rows, limit, toLink, ({ id }) => [id]);
}

const ownPlace = ofOrganisation(calendarLinks.organisation);

const seen = (context: Context) =>
  and(
    predicate(context, 'calendar:link', ownPlace),
    or(isNull(calendarLinks.client), eq(calendarLinks.client, context.principal?.client ?? '')),
  );

/**
 * Makes an address by which a calendar program reads what the caller's organisation sees. It is told once: only its hash is kept. Throws
 * forbidden, conflict when there are 200.
 */
export async function createCalendarLink(context: Context, origin: string, { scope, name, filter }: NewCalendarLink) {
  const token = base64url.encode(crypto.getRandomValues(new Uint8Array(32)));
  const { client = '', organisation = '' } = context.principal ?? {};
  const row: Row = {
    id: uuid(),
    organisation,
    client: scope === 'personal' ? client : null,
    name,
    hash: await sha256(token),
    filter,
    createdAt: context.now.toISOString(),
    revokedAt: null,
    version: 1,
  };
  const living = sql`(select count(*) from ${calendarLinks} where ${calendarLinks.organisation} = ${organisation} and revoked_at is null)`;
  const made = { version: 1, location: '/v1/training-calendar-links' };
  await commit(context, {
    guards: [...may(context, 'calendar:link', ofOrganisation(organisation)), { holds: sql`${living} < ${most}`, problem: full }],
    steps: [{ query: context.db.orm.insert(calendarLinks).values(row) }],
    audit: { action: 'calendar:link', subject: row.id, network: null, source: organisation },
    answer: { status: 201, ...made, body: { ...toLink(row), url: null } },
  });
  return { ...made, body: { ...toLink(row), url: `${origin}/v1/training/calendars/${token}.ics` } };
}

/** Revokes an address for good, at the given version. Throws not-found, forbidden, stale, conflict when it was revoked before. */
export async function revokeCalendarLink(context: Context, id: string, version: number) {
  const isSeen = sql`exists (select 1 from ${calendarLinks} where ${calendarLinks.id} = ${id} and ${seen(context)})`;
  const [row] = await commit(context, {
    guards: may(context, 'calendar:link', ofOrganisation(ofOne(id, 'organisation')), isSeen),
    steps: [
      onlyIf(context, id, sql`version = ${version}`, new Problem('stale')),
      onlyIf(context, id, sql`revoked_at is null`, revoked),
      versionStep(context, id, version, { revokedAt: context.now.toISOString() }),
    ],
    audit: { action: 'calendar:link', subject: id, network: null, source: ofOne(id, 'organisation') },
    result: context.db.orm.select().from(calendarLinks).where(eq(calendarLinks.id, id)),
  });
  if (!row) throw new Problem('not-found');
  return { body: toLink(row), version: row.version };
}

const toLink = ({ id, organisation, client, name, filter, createdAt, revokedAt }: Row): CalendarLink => ({
  id,
  organisation,
  scope: client === null ? 'organisation' : 'personal',
  name,
  filter,
  createdAt,
  revokedAt,
});
