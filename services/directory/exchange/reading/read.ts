import * as z from 'zod';
import type { DirectoryDocument, DirectoryImportCounts } from '../../../../shared/contract/directory/directory-imports.ts';
import type { Context } from '../../../../shared/database/context.ts';
import type { ListingKind } from '../../../../shared/database/listings.ts';
import type { Report } from '../findings.ts';
import { kinds } from '../hsds/nouns.ts';
import { type Outcome, type Setting, checked } from './check.ts';
import { currentOf } from './current.ts';
import type { Given, Places } from './given.ts';
import { readJson } from './json.ts';
import { readPackage } from './package.ts';
import { type Known, withReferences } from './references.ts';

/** A listing that an import would make or change, in the order in which that must happen, with what it would say as JSON. */
export type Waiting = { kind: ListingKind; listing: string; base: number | null; content: string };

/** What was sent, and as what. */
export type Sent = { mediaType: DirectoryDocument; bytes: Uint8Array };

const named = { organisation: 'organisations', location: 'locations', service: 'services' } as const;
const nothing = () => ({ new: 0, changed: 0, same: 0, refused: 0 });

/**
 * What a package would change in the directory: how many listings of each kind are new, changed, the same or refused, and what the first two
 * would say. Tells everything that is to be said of the package. Throws unreadable-document.
 */
export async function readListings(
  context: Context,
  { mediaType, bytes }: Sent,
  asked: Omit<Setting, 'places' | 'told'>,
): Promise<{ counts: DirectoryImportCounts; waiting: Waiting[] }> {
  const setting: Setting = { ...asked, places: new WeakMap(), told: new Set() };
  const given = Map.groupBy(readAs[mediaType](bytes, setting.places, setting.report), ({ kind }) => kind);
  const counts = { organisations: nothing(), locations: nothing(), services: nothing() };
  const known: Known = { organisation: new Set(), location: new Set(), service: new Set() };
  const waiting: Waiting[] = [];
  const once = onlyOnce(setting.places, setting.report);
  for (const kind of kinds) {
    const all = given.get(kind) ?? [];
    const sound = all.filter(once);
    counts[named[kind]].refused += all.length - sound.length;
    given.delete(kind);
    all.length = 0;
    for (const outcome of await withReferences(context, await outcomesOf(context, sound, setting), known, setting)) {
      counts[named[kind]][outcome.state] += 1;
      if (outcome.state === 'new' || outcome.state === 'changed') {
        waiting.push({ kind, listing: outcome.id, base: outcome.base, content: outcome.content });
      }
    }
  }
  return { counts, waiting };
}

const readAs = { 'application/zip': readPackage, 'application/json': readJson };
const batch = 500;

/** What is checked is let go of, so that the memory for it is free for the next. */
async function outcomesOf(context: Context, given: Given[], setting: Setting): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  while (given.length > 0) {
    const some = given.splice(0, batch);
    const current = await currentOf(
      context,
      some.map(({ node }) => String(node['id'])),
    );
    for (const one of some) outcomes.push(checked(one, current.get(String(one.node['id'])), setting));
  }
  return outcomes;
}

/** Whether a listing has an id that nothing before it had. Tells when it has not. */
function onlyOnce(places: Places, report: Report) {
  const seen = new Set<string>();
  return ({ node }: Given): boolean => {
    const at = places.get(node) ?? { file: null, row: null, pointer: '' };
    const id = z.uuid().safeParse(node['id']);
    if (!id.success) report({ code: 'no-id', at });
    else if (seen.has(id.data)) report({ code: 'duplicate', at, listing: id.data });
    else {
      seen.add(id.data);
      return true;
    }
    return false;
  };
}
