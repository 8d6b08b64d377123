import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

/** Somebody's calendars on the loopback: each path has a good one until `turn`, and from then on what its name says. */
export type CalendarServer = {
  origin: string;
  asked: { path: string; ifNoneMatch: string | undefined; status: number }[];
  turn: () => void;
  stop: () => void;
};

const calendar = (...events: string[]) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`;
const event = (uid: number | string, ...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'SUMMARY:Foro de muestra', ...lines, 'END:VEVENT', ''].join('\r\n');
const onDay = (day: string) => calendar(event('foro', `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`));

/** For ever, as fast as it is taken. */
function* endlessly(piece: string) {
  for (;;) yield piece;
}

const longAgo = Array.from({ length: 1000 }, (_, index) => event(index, 'DTSTART:19000101T090000Z', 'RRULE:FREQ=DAILY;COUNT=1000000'));
const ways: Record<string, (response: ServerResponse) => unknown> = {
  endless: (response) => Readable.from(endlessly(calendar(event('x')).slice(0, -20).repeat(500))).pipe(response),
  'two-megabytes': (response) => response.end(calendar(event('x', `DESCRIPTION:${'x'.repeat(2_000_000)}`))),
  million: (response) => response.end(calendar(...longAgo)),
  garbage: (response) => response.end(`BEGIN:VCALENDAR\r\n${'a:b\n'.repeat(200_000)}`),
  redirect: (response) => response.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data/' }).end(onDay('2026-01-01')),
  login: (response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><form action="/login"><input name="user"></form>'),
  bomb: (response) => {
    response.setHeader('Content-Encoding', 'gzip');
    Readable.from(endlessly('x'.repeat(65_536)))
      .pipe(createGzip())
      .pipe(response);
  },
  'hang-up': (response) => response.destroy(),
  drip: (response) => {
    const drops = setInterval(() => response.write('B'), 20);
    response.on('close', () => clearInterval(drops));
  },
};

/** The names of what each path turns into. */
export const hostileWays = Object.keys(ways);

/** Starts one, whose good calendars have one event, on that day. */
export async function startCalendarServer(day: string): Promise<CalendarServer> {
  const asked: CalendarServer['asked'] = [];
  let turned = false;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const ifNoneMatch = request.headers['if-none-match'];
    const hostile = turned ? ways[path.slice(1)] : undefined;
    response.on('error', () => undefined).setHeader('ETag', '"1"');
    if (hostile) hostile(response);
    else response.writeHead(ifNoneMatch === '"1"' ? 304 : 200).end(ifNoneMatch === '"1"' ? undefined : onDay(day));
    asked.push({ path, ifNoneMatch, status: response.statusCode });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, turn: () => void (turned = true), stop };
}
