import type { EnlaceClient, Text } from '../../../shared/contract/index.ts';

/** Signs in a role of an organisation of the model network. */
export type SignIn = (organisation: string, role: 'officer' | 'validator') => EnlaceClient;

type Told = { body: { id: string }; etag: string | null };

/** Everything that a list shows. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The name by which an entry is known again: a load that was cut short has left some. */
export const nameOf = ({ title, norm, nationality }: { title?: Text; norm?: Text; nationality?: string }): string =>
  title?.es ?? norm?.es ?? nationality ?? '';

/** What a call of an entry needs to go on from an answer. */
export const from = ({ body, etag }: Told) => ({ params: { id: body.id }, ifMatch: etag ?? '' });

/** For the governments of the network. */
export const forGovernments = { tlp: 'AMBER', audience: 'governments', group: null, persons: [] as string[] } as const;
