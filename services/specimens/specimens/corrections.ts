import { type SQL, and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { type Place, inNetwork, oneOf, predicate } from '../../../shared/access/predicate.ts';
import { may, read } from '../../../shared/access/read.ts';
import type { Keyset } from '../../../shared/contract/route.ts';
import type { Correction, CorrectionDecision, NewCorrection } from '../../../shared/contract/specimens/corrections.ts';
import type { SpecimenContent } from '../../../shared/contract/specimens/specimens.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { commit } from '../../../shared/database/commit.ts';
import { identified, merged } from '../../../shared/database/content.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { corrections, entries } from '../../../shared/database/exchange.ts';
import { afterKeyset, oneMore, pageOf } from '../../../shared/database/keyset.ts';
import { networkIs } from '../../../shared/database/network-ref.ts';
import { redrafted } from '../entries/changes.ts';
import { assertSound } from '../entries/checks.ts';
import { auditOf, bumped, keptIn, ofOne, onlyWhen, seesEntry } from '../entries/places.ts';
import { referencesHold } from '../entries/references.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';

type Row = typeof corrections.$inferSelect;
type Filter = { limit: number; network?: string | undefined; specimen?: string | undefined; state?: Correction['state'] | undefined };

const decidedAlready = new Problem('conflict', { es: 'Ya se decidió.', en: 'It was decided already.' });

/** Who proposes, and whose specimen it is. */
const place: Place = {
  ...inNetwork(corrections.network),
  organisation: sql`${corrections.organisation}`,
  authority: sql`(select e.organisation_id from exchange_entries e where e.id = specimen_corrections.entry_id)`,
};

/** Where the rules find the specimen of one correction, for its source to decide. */
const ofSpecimen = (id: string): Place =>
  oneOf(corrections, id, {
    ...inNetwork(corrections.network),
    organisation: sql`(select e.organisation_id from exchange_entries e where e.id = specimen_corrections.entry_id)`,
  });

/** The corrections that the caller's organisation proposed, or was proposed for its specimens, by their ids (register SP-03). */
export async function listCorrections(context: Context, { limit, network, specimen, state }: Filter, after: Keyset | null) {
  const wanted = and(
    predicate(context, 'exchange:follow', place),
    networkIs(corrections.network, network),
    specimen === undefined ? undefined : eq(corrections.entry, specimen),
    state && eq(corrections.state, state),
    afterKeyset([corrections.id], after),
  );
  const [rows] = await read(context, [selectCorrections(context, wanted).limit(oneMore(limit))]);
  return pageOf(rows, limit, toCorrection, ({ id }) => [id]);
}

/** Proposes a correction of another country's specimen. Throws not-found, forbidden, unprocessable, personal-data. */
export async function proposeCorrection(context: Context, specimen: string, { patch, reason }: NewCorrection) {
  assertNoPersonalData({ patch, reason }, '/body');
  assertSound(patch, context.now, '/body/patch');
  const organisation = context.principal?.organisation ?? '';
  const { network, organisation: source } = keptIn(specimen);
  const row = {
    id: uuid(),
    entry: specimen,
    organisation,
    patch,
    reason,
    state: 'proposed',
    decision: null,
    decidedAt: null,
    createdAt: context.now.toISOString(),
    version: 1,
  } as const;
  const made = { version: 1, location: '/v1/specimen-corrections' };
  const [stored] = await commit(context, {
    guards: may(context, 'exchange:contribute', inNetwork(network), seesEntry(context, 'specimen', specimen)),
    steps: [
      { query: context.db.orm.insert(corrections).values({ ...row, network }) },
      ...derivedAnswer(context, { 'body.network': network }),
    ],
    audit: { action: 'exchange:contribute', ...auditOf(specimen) },
    events: [about(row.id, 'proposed', specimen, { network, organisation: source })],
    answer: { status: 201, ...made, body: toCorrection({ ...row, network: '' }) },
    result: selectCorrections(context, eq(corrections.id, row.id)),
  });
  return { ...made, body: versionOf(stored).body };
}

/**
 * Accepts or declines a correction at the given version. What is accepted goes into the draft of the specimen. Throws not-found, forbidden,
 * stale, conflict when it was decided, unprocessable when the specimen would be wrong by it, personal-data.
 */
export async function decideCorrection(context: Context, id: string, version: number, { accepted, note }: CorrectionDecision) {
  assertNoPersonalData(note, '/body/note');
  const { orm } = context.db;
  const one = eq(corrections.id, id);
  const query = orm
    .select({ correction: corrections, entry: entries })
    .from(corrections)
    .innerJoin(entries, eq(entries.id, corrections.entry))
    .where(and(one, predicate(context, 'exchange:follow', place)));
  const [[before]] = await read(context, [query]);
  if (!before) throw new Problem('not-found');
  const { correction, entry } = before;
  const content = identified(merged((entry.draft ?? entry.published) as SpecimenContent, correction.patch));
  if (accepted) assertSound(content, context.now);
  const values = { state: accepted ? 'accepted' : 'declined', decision: note, decidedAt: context.now.toISOString() } as const;
  const stepsFor = { query: orm.update(corrections).set({ ...values, version: version + 1 }) };
  const [row] = await commit(context, {
    guards: [...may(context, 'exchange:write', ofSpecimen(id), sql`1`), ...(accepted ? referencesHold(context, entry, content) : [])],
    steps: [
      { query: stepsFor.query.where(and(one, eq(corrections.version, version))), one: new Problem('stale') },
      onlyWhen(context, entry.id, correction.state === 'proposed', decidedAlready),
      ...(accepted ? [redrafted(context, entry.id, content), bumped(context, entry.id)] : []),
    ],
    audit: { action: 'exchange:write', ...auditOf(entry.id) },
    events: [about(id, 'decided', entry.id, { network: ofOne(entry.id, 'network'), organisation: correction.organisation })],
    result: selectCorrections(context, one),
  });
  return versionOf(row);
}

/** What is told of a correction, to the one organisation whose turn it is. */
const about = (id: string, what: 'proposed' | 'decided', specimen: string, to: { network: SQL; organisation: SQL | string }) =>
  ({
    type: `specimens.correction.${what}`,
    subject: id,
    ...to,
    tlp: 'AMBER',
    audience: 'organisation',
    data: { specimen, correction: id },
  }) as const;

const selectCorrections = ({ db }: Context, where: SQL | undefined) =>
  db.orm.select().from(corrections).where(where).orderBy(asc(corrections.id)).$dynamic();

function versionOf(row: Row | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toCorrection(row), version: row.version };
}

function toCorrection({ id, entry, network, organisation, patch, reason, state, decision, decidedAt, createdAt }: Row): Correction {
  return { id, specimen: entry, network, organisation, patch, reason, state, decision, decidedAt, createdAt };
}
