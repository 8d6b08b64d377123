import type { LocationContent } from '../../../../shared/contract/directory/service-locations.ts';
import type { ServiceContent } from '../../../../shared/contract/directory/services.ts';
import type { FileBody } from '../../../../shared/contract/route.ts';
import type { Context } from '../../../../shared/database/context.ts';
import type { Language } from '../../../../shared/contract/text.ts';
import { type Outgoing, nodeOf } from '../hsds/nouns.ts';
import { type Tree, isTree } from '../hsds/shape.ts';
import { type Asked, editionOf, pagesOf, someOf } from './pages.ts';
import { bytesOf } from './stream.ts';

/**
 * Listings as HSDS JSON, as they are read: services with their organisation and places in them, then the organisations and places that no
 * service of it names. Throws not-found (register FI-03, OA-45).
 */
export async function getDirectoryServices(
  context: Context,
  asked: Asked,
): Promise<{ body: FileBody & { mediaType: 'application/json' }; version: string }> {
  const network = await editionOf(context, asked);
  const name = [network.code.toLowerCase(), 'services', asked.country?.toLowerCase(), asked.language].filter(Boolean).join('-');
  const file = bytesOf(encoded(pieces(context, network.id, asked)));
  return { body: { file, mediaType: 'application/json', name: `${name}.json` }, version: network.edition };
}

const encoder = new TextEncoder();

async function* encoded(texts: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield encoder.encode(text);
}

async function* pieces(context: Context, network: string, { country, language }: Asked): AsyncGenerator<string> {
  const told = new Set<string>();
  yield '{"services":';
  yield* listed(pagesOf(context, 'service', network, country), async (page) => wholeServices(context, network, { page, told, language }));
  for (const [name, kind] of [
    ['organizations', 'organisation'],
    ['locations', 'location'],
  ] as const) {
    yield `,"${name}":`;
    yield* listed(pagesOf(context, kind, network, country), async (page) =>
      page.filter(({ id }) => !told.has(id)).map((one) => nodeOf(one, language)),
    );
  }
  yield '}\n';
}

/** A list in JSON out of its pages. */
async function* listed(pages: AsyncGenerator<Outgoing[]>, toNodes: (page: Outgoing[]) => Promise<Tree[]>): AsyncGenerator<string> {
  let separator = '[';
  for await (const page of pages) {
    const nodes = await toNodes(page);
    if (nodes.length === 0) continue;
    yield separator + nodes.map((node) => JSON.stringify(node)).join(',\n');
    separator = ',\n';
  }
  yield separator === '[' ? '[]' : ']';
}

type Page = { page: Outgoing[]; told: Set<string>; language: Language };

async function wholeServices(context: Context, network: string, { page, told, language }: Page): Promise<Tree[]> {
  const around = await someOf(context, network, [...new Set(page.flatMap(namedBy))]);
  const nodes = new Map([...around].map(([id, one]) => [id, nodeOf(one, language)]));
  for (const id of nodes.keys()) told.add(id);
  return page.map((one) => withNamed(nodeOf(one, language), nodes));
}

function namedBy({ content }: Outgoing): string[] {
  const { organisation, locations = [] } = content as ServiceContent | (LocationContent & { locations?: never });
  return [...(organisation ? [organisation] : []), ...locations.map(({ location }) => location)];
}

/** A service with the organisation and the places that it names in it, where they are there to see. */
function withNamed(node: Tree, nodes: ReadonlyMap<string, Tree>): Tree {
  const organization = nodes.get(String(node['organization_id']));
  const places = node['service_at_locations'];
  const whole = (place: unknown) => {
    const location = isTree(place) ? nodes.get(String(place['location_id'])) : undefined;
    return location ? { ...(place as Tree), location } : place;
  };
  return {
    ...node,
    ...(organization ? { organization } : {}),
    ...(Array.isArray(places) ? { service_at_locations: places.map(whole) } : {}),
  };
}
