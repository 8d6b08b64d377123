import { type SQL, asc, sql } from 'drizzle-orm';
import { type Alert, alertClassOf } from '../../../shared/contract/specimens/alerts.ts';
import type { Criterion } from '../../../shared/contract/specimens/criteria.ts';
import type { EntryRequirement } from '../../../shared/contract/specimens/entry-requirements.ts';
import type { FraudMethod } from '../../../shared/contract/specimens/fraud-methods.ts';
import type { Specimen } from '../../../shared/contract/specimens/specimens.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type EntryContent, type EntryKind, entries } from '../../../shared/database/exchange.ts';
import { type EntryRow, visibleEntry } from './places.ts';

/** An entry of each kind as it is shown. */
export type Shown = { specimen: Specimen; alert: Alert; method: FraudMethod; requirement: EntryRequirement; criterion: Criterion };

/** What an entry shows besides its own row, as JSON: its pictures, the specimens that it names or that came after it, what was said of it. */
type Beside = { images: string; known: string; sightings: string };
export type ViewRow = { entry: EntryRow } & Beside;

const own = ({ principal }: Pick<Context, 'principal'>) => principal?.organisation ?? null;

/** The pictures of an entry: those that a second officer confirmed, all of them for its source. */
const imagesOf = (
  context: Context,
) => sql<string>`(select json_group_array(json_object('id', a.id, 'page', a.page, 'side', a.side, 'light', a.light,
  'magnification', a.magnification, 'caption', json(a.caption), 'shows', a.shows, 'confirmed', json(iif(a.confirmed_by is null, 'false', 'true')),
  'width', a.width, 'height', a.height, 'createdAt', a.created_at)) from (select * from document_images d where d.entry_id = exchange_entries.id
  and (d.confirmed_by is not null or exchange_entries.organisation_id = ${own(context)}) order by d.id) a)`;

/** The entries that this one names, and those that came after it, of those that the caller sees: pairs of the id and what it supersedes. */
const knownOf = (context: Context) => sql<string>`(select json_group_array(json_array(s.id, s.supersedes_id)) from exchange_entries s
  where (s.supersedes_id = exchange_entries.id or s.id in (select value from json_each(json_array(
    exchange_entries.published ->> '$.specimen', exchange_entries.published ->> '$.method', exchange_entries.published ->> '$.supersedes',
    exchange_entries.draft ->> '$.specimen', exchange_entries.draft ->> '$.method', exchange_entries.draft ->> '$.supersedes'))))
  and ${visibleEntry(context, 's')})`;

const sightingsOf = sql<string>`(select json_object('seen', count(*) filter (where g.kind = 'seen'),
  'falsePositive', count(*) filter (where g.kind = 'false-positive'), 'expired', count(*) filter (where g.kind = 'expired'),
  'documents', coalesce(sum(g.count) filter (where g.kind = 'seen'), 0)) from alert_sightings g where g.entry_id = exchange_entries.id)`;

const nothing = sql<string>`'[]'`;

/** The query for entries of a kind as they are shown, by their ids. */
export function selectViews(context: Context, kind: EntryKind, where: SQL | undefined) {
  const named = kind === 'specimen' || kind === 'alert';
  const beside = {
    images: named ? imagesOf(context) : nothing,
    known: named ? knownOf(context) : nothing,
    sightings: kind === 'alert' ? sightingsOf : nothing,
  };
  return context.db.orm
    .select({ entry: entries, ...beside })
    .from(entries)
    .where(where)
    .orderBy(asc(entries.id))
    .$dynamic();
}

/** The one entry of a query with its version. Throws not-found. */
export function versionOf<K extends EntryKind>(context: Context, kind: K, row: ViewRow | undefined) {
  if (!row) throw new Problem('not-found');
  return { body: toView(context, kind, row), version: row.entry.version };
}

/** An entry as the caller may see it. */
export function toView<K extends EntryKind>(context: Context, kind: K, { entry, images, known, sightings }: ViewRow): Shown[K] {
  const isOwn = entry.organisation === own(context);
  const pairs = JSON.parse(known) as [string, string | null][];
  const seen = new Set(pairs.map(([id]) => id));
  const content = (kept: EntryContent | null) => kept && withoutUnseen(kept, seen);
  const { id, network, organisation, country, tlp, audience, group, withdrawn, publishedAt, changedAt, createdAt } = entry;
  const common = {
    id,
    network,
    organisation,
    country,
    state: stateFor(entry, isOwn),
    published: content(entry.published),
    draft: isOwn ? content(entry.draft) : null,
    tlp,
    audience,
    group,
    returned: isOwn ? entry.returned : null,
    withdrawn,
    publishedAt,
    changedAt,
    createdAt,
  };
  if (kind === 'specimen') {
    const supersededBy = pairs.filter(([, before]) => before === id).map(([after]) => after);
    return { ...common, code: entry.code, supersededBy, images: JSON.parse(images) } as Shown[K];
  }
  return (
    kind === 'alert' ? { ...common, ...ofAlert(context, entry), sightings: JSON.parse(sightings), images: JSON.parse(images) } : common
  ) as Shown[K];
}

/** Others are told what they see of an entry: whether what was published was withdrawn, not what its source is at. */
const stateFor = ({ state, withdrawn }: EntryRow, isOwn: boolean) => (isOwn ? state : withdrawn ? 'withdrawn' : 'published');

function ofAlert({ now }: Context, { published, draft, messages }: EntryRow) {
  const { typology, expiresOn } = (published ?? draft) as Shown['alert']['published'] & object;
  return { class: alertClassOf(typology), messages, expired: expiresOn !== undefined && expiresOn <= now.toISOString().slice(0, 10) };
}

type Named = { specimen?: string; method?: string; supersedes?: string; points?: { genuineImage?: string }[] };

/** A content without the ids of what the caller may not see: they would tell that it is there. */
function withoutUnseen<C extends EntryContent>(content: C, seen: ReadonlySet<string>): C {
  const { specimen, method, supersedes, points, ...rest } = content as C & Named;
  const kept = Object.entries({ specimen, method, supersedes }).filter(([, id]) => id !== undefined && seen.has(id));
  const sees = specimen !== undefined && seen.has(specimen);
  const shown = points?.map(({ genuineImage, ...point }) => (sees && genuineImage !== undefined ? { ...point, genuineImage } : point));
  return { ...rest, ...Object.fromEntries(kept), ...(shown ? { points: shown } : {}) } as unknown as C;
}
