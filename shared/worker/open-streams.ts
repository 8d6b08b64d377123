import { Problem } from '../contract/problem.ts';

/** So many streams may one client have open at once in an isolate: each asks the database every second. */
const most = 5;

/** When each open stream ends by itself, by client: one whose caller vanished without a word takes no place for longer. */
const open = new Map<string, Set<number>>();

const tooMany = () =>
  new Problem(
    'too-many-requests',
    { es: `Un cliente sigue como máximo ${most} flujos a la vez.`, en: `A client follows ${most} streams at once, at most.` },
    { headers: { 'Retry-After': '60' } },
  );

/** Takes a place for a stream of a client that ends at `end`, in milliseconds since 1970, and gives it back when called. Throws too-many-requests. */
export function openStream(client: string, end: number, now = Date.now()): () => void {
  const ends = open.get(client) ?? new Set();
  for (const one of ends) if (one <= now) ends.delete(one);
  if (ends.size >= most) throw tooMany();
  // Two that end in the same millisecond are two.
  let place = end;
  while (ends.has(place)) place += 0.001;
  open.set(client, ends.add(place));
  return () => {
    ends.delete(place);
    if (open.get(client)?.size === 0) open.delete(client);
  };
}
