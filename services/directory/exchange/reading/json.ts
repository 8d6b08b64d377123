import { Problem } from '../../../../shared/contract/problem.ts';
import type { ListingKind } from '../../../../shared/database/listings.ts';
import type { Report } from '../findings.ts';
import { kinds } from '../hsds/nouns.ts';
import { type Tree, isTree } from '../hsds/shape.ts';
import type { Given, Places } from './given.ts';

const unreadable = (es: string, en: string) => new Problem('unreadable-document', { es, en });

/** Nothing of HSDS is nested as deep as this. */
const deepest = 40;

/**
 * The listings of HSDS JSON: an array of services, a page of an HSDS API, one service, or an object with `services`, `organizations` and
 * `locations`. What is nested in another thing counts like what stands by itself. Throws unreadable-document.
 */
export function readJson(bytes: Uint8Array, places: Places, report: Report): Given[] {
  const document = parsed(bytes);
  const gathered = openGathering(places, report);
  for (const { name, items, pointer } of listsOf(document)) {
    items.forEach((item, index) => gathered.add(kindOf(name), item, `${pointer}/${index}`));
  }
  return gathered.all();
}

function parsed(bytes: Uint8Array): unknown {
  assertShallow(bytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)) as unknown;
  } catch {
    throw unreadable('No es JSON en UTF-8.', 'It is not JSON in UTF-8.');
  }
}

/** Counts brackets outside of texts: a document that is nested too deep is refused before anything walks it. */
function assertShallow(bytes: Uint8Array): void {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (isText) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) isText = false;
    } else if (byte === 0x22) isText = true;
    else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    if (depth > deepest) throw unreadable('Está anidado demasiado hondo.', 'It is nested too deep.');
  }
}

type List = { name: string; items: unknown[]; pointer: string };

function listsOf(document: unknown): List[] {
  if (Array.isArray(document)) return [{ name: 'services', items: document, pointer: '' }];
  if (!isTree(document)) throw notHsds();
  if (Array.isArray(document['contents'])) return [{ name: 'services', items: document['contents'], pointer: '/contents' }];
  const found = ['organizations', 'locations', 'services'].flatMap((name): List[] => {
    const items = document[name];
    return Array.isArray(items) && document['id'] === undefined ? [{ name, items, pointer: `/${name}` }] : [];
  });
  if (found.length > 0) return found;
  if (document['id'] !== undefined) return [{ name: 'services', items: [document], pointer: '' }];
  throw notHsds();
}

const notHsds = () =>
  unreadable(
    'No es HSDS: una lista de servicios, o un objeto con services, organizations o locations.',
    'It is not HSDS: an array of services, or an object with services, organizations or locations.',
  );

const kindOf = (name: string): ListingKind => (name === 'organizations' ? 'organisation' : name === 'locations' ? 'location' : 'service');

/** Gathers listings wherever they are nested, each once. */
function openGathering(places: Places, report: Report) {
  const found = new Map<ListingKind, Given[]>(kinds.map((kind) => [kind, []]));
  const known = new Map<string, Tree>();

  function add(kind: ListingKind, item: unknown, pointer: string): void {
    const at = { file: null, row: null, pointer };
    if (!isTree(item)) return report({ code: 'invalid', at });
    take({ kind, node: item }, pointer);
  }

  function take(given: Given, pointer: string): void {
    const { kind, node } = given;
    places.set(node, { file: null, row: null, pointer });
    if (!known.has(nameOf(given))) known.set(nameOf(given), node);
    found.get(kind)?.push(given);
    if (kind === 'organisation') insideOrganization(node, pointer);
    if (kind === 'service') insideService(node, pointer);
  }

  /** The organisation of many services is nested in each of them: what came first counts. */
  function takeNested(kind: ListingKind, node: Tree, pointer: string): Tree {
    const given: Given = { kind, node, isNested: true };
    const before = known.get(nameOf(given));
    if (!before) take(given, pointer);
    else if (differs(before, node)) report({ code: 'told-differently', at: { file: null, row: null, pointer } });
    return before ?? node;
  }

  function insideOrganization(node: Tree, pointer: string): void {
    eachOf(node['locations'], (location, index) => takeNested('location', of(location, node), `${pointer}/locations/${index}`));
    eachOf(node['services'], (service, index) => take({ kind: 'service', node: of(service, node) }, `${pointer}/services/${index}`));
  }

  function insideService(node: Tree, pointer: string): void {
    eachOf(node['service_at_locations'], (place, index) => {
      const { location } = place;
      if (!isTree(location)) return;
      place['location_id'] ??= location['id'];
      if (Object.keys(location).length > 1) takeNested('location', location, `${pointer}/service_at_locations/${index}/location`);
    });
    const { organization, program } = node;
    if (isTree(program)) node['program_id'] ??= program['id'];
    if (!isTree(organization)) return;
    node['organization_id'] ??= organization['id'];
    if (Object.keys(organization).length > 1) addProgram(takeNested('organisation', organization, `${pointer}/organization`), program);
  }

  return { add, all: () => kinds.flatMap((kind) => found.get(kind) ?? []) };
}

const nameOf = ({ kind, node }: Given) => `${kind} ${String(node['id'])}`;

/** Whether the same thing says something else the second time. It may say less. */
const differs = (before: Tree, node: Tree) =>
  Object.entries(node).some(([name, value]) => !nestedNames.has(name) && JSON.stringify(before[name]) !== JSON.stringify(value));
const nestedNames = new Set(['programs', 'locations', 'services', 'organization_id']);

const eachOf = (items: unknown, each: (item: Tree, index: number) => void) => {
  if (Array.isArray(items)) items.forEach((item: unknown, index) => isTree(item) && each(item, index));
};

/** What is nested in an organisation is its own. */
const of = (item: Tree, organization: Tree): Tree => ({ organization_id: organization['id'], ...item });

/** A service says its programme in full, and its organisation may not. */
function addProgram(organization: Tree, program: unknown): void {
  if (!isTree(program)) return;
  const programs = Array.isArray(organization['programs']) ? (organization['programs'] as unknown[]) : [];
  const isThere = programs.some((one) => isTree(one) && one['id'] === program['id']);
  if (!isThere) organization['programs'] = [...programs, program];
}
