import { type SQL, sql } from 'drizzle-orm';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Guard } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type EntryContent, type EntryKind, entries, images } from '../../../shared/database/exchange.ts';
import { visibleEntry } from './places.ts';

type Words = { es: string; en: string };
type Named = { specimen?: string; method?: string; supersedes?: string; points?: { genuineImage?: string; falseImage?: string }[] };

const refusal = (pointer: string, detail: Words) => new Problem('unprocessable', detail, { errors: [{ pointer, detail }] });
const unknown: Record<'specimen' | 'method' | 'supersedes', Words> = {
  specimen: {
    es: 'No hay tal espécimen en la red, o su organización no lo ve.',
    en: 'The network has no such specimen, or you do not see it.',
  },
  method: { es: 'No hay tal método en la red, o su organización no lo ve.', en: 'The network has no such method, or you do not see it.' },
  supersedes: {
    es: 'No hay tal espécimen en la red, o su organización no lo ve.',
    en: 'The network has no such specimen, or you do not see it.',
  },
};
const noImage: Words = {
  es: 'La imagen de lo falso es de esta alerta; la de lo genuino, de ella o de su espécimen.',
  en: 'The picture of what is false is of this alert; that of what is genuine, of it or of its specimen.',
};

/** That what an entry names is there, in the same network, and seen by whoever names it; pictures are of the alert or of its specimen. */
export function referencesHold(context: Context, { id, network }: { id: string; network: string | SQL }, content: EntryContent): Guard[] {
  const { specimen, method, supersedes, points = [] } = content as Named;
  const isThere = (wanted: string | undefined, kind: EntryKind, name: keyof typeof unknown): Guard[] =>
    wanted === undefined
      ? []
      : [{ holds: seen(context, { wanted, kind, network, besides: id }), problem: refusal(`/body/${name}`, unknown[name]) }];
  const genuine = points.flatMap(({ genuineImage }) => genuineImage ?? []);
  const wrong = points.flatMap(({ falseImage }) => falseImage ?? []);
  return [
    ...isThere(specimen, 'specimen', 'specimen'),
    ...isThere(method, 'method', 'method'),
    ...isThere(supersedes, 'specimen', 'supersedes'),
    ...(genuine.length > 0 ? [picturesAre(genuine, [id, ...(specimen === undefined ? [] : [specimen])])] : []),
    ...(wrong.length > 0 ? [picturesAre(wrong, [id])] : []),
  ];
}

type Wanted = { wanted: string; kind: EntryKind; network: string | SQL; besides: string };

const seen = (context: Context, { wanted, kind, network, besides }: Wanted): SQL =>
  sql`(${wanted} <> ${besides} and exists (select 1 from ${entries} where ${entries.id} = ${wanted} and ${entries.kind} = ${kind}
    and ${entries.network} = ${network} and ${visibleEntry(context)}))`;

const picturesAre = (pictures: string[], of: string[]): Guard => ({
  holds: sql`not exists (select 1 from json_each(${JSON.stringify(pictures)}) p where p.value not in
    (select ${images.id} from ${images} where ${images.entry} in (select value from json_each(${JSON.stringify(of)}))))`,
  problem: refusal('/body/points', noImage),
});
