import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { inNetwork } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { categoryLetters, typeLetters } from '../../../shared/contract/specimens/words.ts';
import { type Guard, commit } from '../../../shared/database/commit.ts';
import { identified } from '../../../shared/database/content.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { type EntryContents, type EntryKind, entries } from '../../../shared/database/exchange.ts';
import { assertNoPersonalData } from '../personal-data/refuse.ts';
import { assertSound } from './checks.ts';
import { contentOf, paths } from './kinds.ts';
import { type EntryRow, forOwn, ofOne } from './places.ts';
import { referencesHold } from './references.ts';
import { selectViews, toView, versionOf } from './views.ts';

const notTheirs = new Problem('forbidden', {
  es: 'Eso lo dice de un país su propia organización, o la secretaría.',
  en: 'That is said of a country by its own organisation, or by the secretariat.',
});

type New = { network: string; country: string };

/**
 * Begins an entry of the caller's organisation, seen by that alone until it is published. Throws not-found, forbidden, unprocessable when its
 * content is wrong or what it names is not there, personal-data.
 */
export async function createEntry<K extends EntryKind>(context: Context, kind: K, input: New & object) {
  const { network, country } = input;
  const content = identified(contentOf(kind, input));
  assertSound({ ...content, country }, context.now);
  assertNoPersonalData(content, '/body');
  const row = newRow(context, kind, { network, country, content });
  const code = kind === 'specimen' ? codeFor(network, country, content as EntryContents['specimen']) : null;
  const made = { version: 1, location: `${paths[kind]}/${row.id}` };
  const [stored] = await commit(context, {
    guards: [
      ...may(context, 'exchange:create', inNetwork(network), 'network:read'),
      ...speaksFor(context, kind, network, country),
      ...referencesHold(context, { id: row.id, network }, content),
    ],
    steps: [
      { query: context.db.orm.insert(entries).values({ ...row, code }) },
      ...(code ? derivedAnswer(context, { 'body.code': ofOne(row.id, 'code') }) : []),
    ],
    audit: { action: 'exchange:create', subject: row.id, network, source: row.organisation },
    answer: { status: 201, ...made, body: toView(context, kind, { entry: row, ...besideNew(content) }) },
    result: selectViews(context, kind, eq(entries.id, row.id)),
  });
  return { ...made, body: versionOf(context, kind, stored).body };
}

/** Requirements and criteria are a country's own word; the secretariat enters what countries send it (register IX-02, SP-06). */
function speaksFor({ principal, now }: Context, kind: EntryKind, network: string, country: string): Guard[] {
  if (kind !== 'requirement' && kind !== 'criterion') return [];
  const today = now.toISOString().slice(0, 10);
  const holds = sql`exists (select 1 from memberships m where m.network_id = ${network} and m.organisation_id = ${principal?.organisation ?? null}
    and m.starts_on <= ${today} and (m.ends_on is null or m.ends_on > ${today}) and (m.role = 'secretariat' or m.code = ${country}))`;
  return [{ holds, problem: notTheirs }];
}

/** The next code of a country, category and type in a network: `GTM-AO-00001`. */
function codeFor(network: string, country: string, { category, type }: EntryContents['specimen']) {
  const start = `${country}-${categoryLetters[category]}${typeLetters[type]}-`;
  return sql`(select ${start} || printf('%05d', 1 + coalesce(max(cast(substr(e.code, 8) as integer)), 0)) from exchange_entries e
    where e.network_id = ${network} and e.code >= ${start} and e.code < ${`${start}~`})`;
}

/** What a new entry shows besides its row, for the answer that is kept: it names only what its author sees. */
function besideNew(content: { specimen?: string; method?: string; supersedes?: string } | object) {
  const { specimen, method, supersedes } = content as { specimen?: string; method?: string; supersedes?: string };
  const known = [specimen, method, supersedes].filter(Boolean).map((id) => [id, null]);
  return { images: '[]', known: JSON.stringify(known), sightings: '{"seen":0,"falsePositive":0,"expired":0,"documents":0}' };
}

type Place = { network: string; country: string; content: EntryContents[EntryKind] };

function newRow({ principal, now }: Context, kind: EntryKind, { network, country, content }: Place): EntryRow {
  const at = now.toISOString();
  return {
    id: uuid(),
    kind,
    network,
    organisation: principal?.organisation ?? '',
    country,
    ...forOwn,
    code: null,
    state: 'draft',
    published: null,
    draft: content,
    author: principal?.client ?? '',
    submittedBy: null,
    checkedBy: null,
    returned: null,
    withdrawn: null,
    messages: [],
    publishedAt: null,
    changedAt: at,
    createdAt: at,
    version: 1,
  } as unknown as EntryRow;
}
