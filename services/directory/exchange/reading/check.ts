import type { z } from 'zod';
import type { ServiceContent } from '../../../../shared/contract/directory/services.ts';
import type { Language } from '../../../../shared/contract/text.ts';
import type { ListingContent, ListingKind } from '../../../../shared/database/listings.ts';
import { fieldErrors } from '../../../../shared/worker/input.ts';
import { faultsOf } from '../../listings/checks.ts';
import { schemas } from '../../listings/kinds.ts';
import type { FindingCode, Report, Spot } from '../findings.ts';
import { shapeOf } from '../hsds/nouns.ts';
import { fromNode } from '../hsds/read.ts';
import type { Reader, Tree } from '../hsds/shape.ts';
import type { Current } from './current.ts';
import { type Given, type Places, type Sources, spotOf } from './given.ts';
import { identifiedBy, settled } from './settled.ts';

/** What an import is read for: who sends it, where it goes, and what was told of the whole package before. */
export type Setting = {
  network: string;
  organisation: string;
  country: string;
  language: Language | undefined;
  places: Places;
  report: Report;
  /** Kinds of things of which a field was told already that it is not kept. */
  told: Set<string>;
};

/** Another listing that one names, and where it does. */
export type Named = { kind: ListingKind; id: string; at: Spot };

/** What a listing of a package is to the directory. What it would say is kept as JSON: thousands of them are at hand at once. */
export type Outcome = { kind: ListingKind; id: string; at: Spot } & (
  | { state: 'new' | 'changed'; base: number | null; content: string; names: Named[]; placeIds: string[] }
  | { state: 'same' | 'refused' }
);

const nowhere: Spot = { file: null, row: null, pointer: '' };

/** What a listing of a package is to the one that there is: everything about it that needs no other listing. Tells what is wrong with it. */
export function checked({ kind, node, isNested }: Given, current: Current | undefined, setting: Setting): Outcome {
  const at = setting.places.get(node) ?? nowhere;
  const id = String(node['id']);
  const one = { kind, id, at };
  const tell = (code: FindingCode) => setting.report({ code, at, listing: id });
  const refused = (code: FindingCode): Outcome => {
    tell(code);
    return { ...one, state: 'refused' };
  };
  if (current && isOthers(current, kind, setting) && !current.isVisible) return refused('other-keeper');
  if (isNested && current && node['enlace_language'] === undefined) return { ...one, state: 'same' };
  if (node['enlace_partial'] === true) {
    tell('partial');
    return { ...one, state: current ? 'same' : 'refused' };
  }
  if ((current?.country ?? node['enlace_country'] ?? setting.country) !== setting.country) return refused('other-country');
  if (node['status'] === 'defunct') return refused('defunct');
  const read = contentOf({ kind, node }, current, setting);
  if (!read) return { ...one, state: 'refused' };
  if (current && settled(read.content) === settled(current.content)) {
    if (current.state === 'withdrawn') tell('withdrawn');
    return { ...one, state: 'same' };
  }
  if (current && isOthers(current, kind, setting)) return refused('other-keeper');
  const { content, names } = read;
  const state = current ? 'changed' : 'new';
  return { ...one, state, base: current?.version ?? null, content: JSON.stringify(content), names, placeIds: placeIdsOf(kind, content) };
}

const isOthers = (current: Current, kind: ListingKind, { network, organisation }: Setting) =>
  current.kind !== kind || current.network !== network || current.organisation !== organisation;

/** What a listing says, sound by itself; undefined when it is not, which is told. */
function contentOf({ kind, node }: Given, current: Current | undefined, setting: Setting) {
  const { report, places, country } = setting;
  const sources: Sources = new WeakMap();
  const said = fromNode(shapeOf[kind], node, readerOf(node, sources, setting), current?.content) as Tree;
  const listing = String(node['id']);
  const refuse = (path: readonly PropertyKey[], detail: { es: string; en: string }) =>
    report({ code: 'invalid', at: spotOf(said, path, sources, places), listing, detail });
  const parsed = schemas[kind].safeParse(said, { reportInput: true });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) for (const { detail } of fieldErrors(issue, '')) refuse(pathOf(issue), detail);
    return undefined;
  }
  const content = identifiedBy(listing, parsed.data) as ListingContent;
  const faults = faultsOf(content, country, '');
  for (const { pointer, detail } of faults) refuse(pointer.split('/').slice(1).map(stepOf), detail);
  return faults.length > 0 ? undefined : { content, names: namesIn(kind, content, (path) => spotOf(said, path, sources, places)) };
}

const pathOf = (issue: z.core.$ZodIssue) => (issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path);
const stepOf = (step: string) => (/^\d+$/.test(step) ? Number(step) : step);

/** The ids by which a service is at its places: each is one service's in the whole directory. */
const placeIdsOf = (kind: ListingKind, content: ListingContent): string[] =>
  kind === 'service' ? ((content as ServiceContent).locations ?? []).map(({ id }) => id ?? '') : [];

function namesIn(kind: ListingKind, content: ListingContent, spot: (path: PropertyKey[]) => Spot): Named[] {
  const { organisation, parent, locations } = content as { organisation?: string; parent?: string; locations?: { location: string }[] };
  const provider = kind === 'organisation' ? parent : organisation;
  return [
    ...(provider ? [{ kind: 'organisation' as const, id: provider, at: spot([kind === 'organisation' ? 'parent' : 'organisation']) }] : []),
    ...(locations ?? []).map(({ location }, index) => ({
      kind: 'location' as const,
      id: location,
      at: spot(['locations', index, 'location']),
    })),
  ];
}

function readerOf(listing: Tree, sources: Sources, { language, places, report, told }: Setting): Reader {
  const own = listing['enlace_language'];
  return {
    language: language ?? (isLanguage(own) ? own : 'es'),
    readAs: (item, node, shape) => {
      sources.set(item, { node, shape });
    },
    leftOut: (code, node, key) => {
      const at = places.get(node) ?? places.get(listing) ?? nowhere;
      if (key !== undefined) {
        const name = `${at.file} ${key}`;
        if (told.has(name)) return undefined;
        told.add(name);
      }
      report({ code, at: key === undefined ? at : { ...at, pointer: `${at.pointer}/${key}` }, listing: String(listing['id']) });
      return undefined;
    },
  };
}

const isLanguage = (value: unknown): value is Language => value === 'es' || value === 'en' || value === 'pt' || value === 'fr';
