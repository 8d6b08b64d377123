import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Shown } from '../../../services/gateway/trainings-order.ts';
import { lastDay } from '../../../shared/contract/dates.ts';
import { gatewayBefore, origin } from './gateway-world.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-05-15T12:00:00Z'), toFake: ['Date'] });
  return () => vi.useRealTimers();
});

const training = (id: string, dates: Partial<Shown>): Shown => ({
  id,
  sequence: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  modifiedAt: '2026-01-01T00:00:00.000Z',
  status: 'confirmed',
  title: `Taller ${id}`,
  summary: null,
  place: 'Antigua',
  url: `${origin}/v1/training/calendar.json#${id}`,
  themes: ['Control migratorio'],
  audiences: [],
  languages: [],
  organiser: 'Organización de ejemplo',
  course: null,
  virtual: false,
  precision: 'day',
  start: null,
  end: null,
  lastDay: lastDay(dates.end ?? dates.start ?? ''),
  zone: null,
  rule: null,
  except: [],
  ...dates,
});
const day = (id: string, start: string, end = start, more: Partial<Shown> = {}) => training(id, { start, end, ...more });
const coarse = (id: string, start: string, end = start) => training(id, { precision: start.length === 4 ? 'year' : 'month', start, end });
const session = (id: string, start: string, rule: string | null, last = start) =>
  training(id, {
    precision: 'time',
    lastDay: last,
    start: `${start}T09:00:00-06:00`,
    end: `${start}T12:00:00-06:00`,
    zone: 'America/Guatemala',
    rule,
  });

let count = 0;
const before = (events: Shown[]) =>
  gatewayBefore(({ url, headers }) => {
    const etag = `"${url.length}-${events.length}-${(count += 1)}"`;
    return headers.has('if-none-match') ? new Response(null, { status: 304 }) : Response.json({ events }, { headers: { ETag: etag } });
  });
/** A page of its own: what was drawn before is drawn anew. */
const drawn = async (events: Shown[], query = '') => {
  const gateway = gatewayBefore(() => Response.json({ events }));
  return (await (await gateway.open(`/trainings?lang=es${query}`)).text()).replaceAll(/\s+/g, ' ');
};
const outline = (html: string) => [...html.matchAll(/<h2[^>]*>(.*?)<\/h2>|<article id="(.*?)"/g)].map(([, heading, id]) => heading ?? id);

test('what is to come stands by month, what has no month after its year, what has no date last', async () => {
  const html = await drawn([
    training('open', { precision: 'open' }),
    day('june', '2026-06-01'),
    coarse('year', '2026'),
    coarse('may', '2026-05'),
    day('today', '2026-05-15'),
    day('running', '2026-05-10', '2026-05-20'),
    coarse('later', '2027-02'),
  ]);
  expect(outline(html)).toEqual([
    'En curso',
    'running',
    'mayo de 2026',
    'may',
    'today',
    'junio de 2026',
    'june',
    '2026, mes por definir',
    'year',
    'febrero de 2027',
    'later',
    'Fecha por definir',
    'open',
    'Suscribirse',
  ]);
});

test('what is over is apart, the latest first, for a year; of the rest there is a number and the way to it', async () => {
  const html = await drawn([
    day('old', '2025-05-14'),
    day('a-year-ago', '2025-05-15'),
    day('yesterday', '2026-05-14'),
    coarse('april', '2026-04'),
    coarse('very-old', '2010-02'),
  ]);
  expect(outline(html)).toEqual(['Los últimos 12 meses (3)', 'yesterday', 'april', 'a-year-ago', 'Suscribirse']);
  expect(html).toContain('No hay capacitaciones por venir.');
  expect(html).toMatch(/Hay 2 anteriores.*<a href="\/v1\/training\/calendar\.json\?language=es">/);
});

test.each([
  ['a count', 'FREQ=WEEKLY;COUNT=4', '2026-05-22', 'se repite hasta el 22 de mayo de 2026'],
  ['a last day', 'FREQ=DAILY;UNTIL=20260516T235959Z', '2026-05-16', 'se repite hasta el 16 de mayo de 2026'],
])('a session that recurs up to %s is under way until its last occurrence', async (_, rule, last, said) => {
  const html = await drawn([session('recurring', '2026-05-01', rule, last)]);
  expect(outline(html)).toEqual(['En curso', 'recurring', 'Suscribirse']);
  expect(html).toContain(`09:00–12:00 (America/Guatemala); ${said}`);
});

test('one that recurred for the last time is over', async () => {
  expect(outline(await drawn([session('recurred', '2026-05-01', 'FREQ=WEEKLY;COUNT=2', '2026-05-08')]))[0]).toBe(
    'Los últimos 12 meses (1)',
  );
});

test('a training says when as precisely as is known, where, by whom, on what and its state', async () => {
  const html = await drawn([
    { ...coarse('month', '2027-02'), status: 'tentative', url: 'https://organiser.example/taller' },
    { ...day('country', '2027-03-01', '2027-03-03'), status: 'cancelled', place: 'GTM' },
    { ...day('online', '2027-04-01'), place: null, virtual: true, title: '<b>&' },
  ]);
  const [month = '', country = '', online = ''] = html.match(/<article.*?<\/article>/g) ?? [];
  expect(month).toContain('<a href="https://organiser.example/taller">Taller month</a>');
  expect(month).toContain('<p>febrero de 2027</p>');
  expect(month).toContain('<p>Antigua · Organización de ejemplo</p>');
  expect(month).toContain('<p>Control migratorio</p>');
  expect(month).toContain('</span> Por confirmar</p>');
  expect(country).toContain('<p>1–3 de marzo de 2027</p>');
  expect(country).toContain('Guatemala · ');
  expect(country).toContain('✕</span> Cancelada');
  expect(online).toContain('En línea · ');
  expect(online).toContain('&lt;b&gt;&amp;');
  expect(online).not.toContain('<a ');
});

describe('a country or a theme', () => {
  test('is asked of the calendar, chosen in the form and kept for whoever subscribes', async () => {
    const gateway = before([]);
    const html = await (await gateway.open('/trainings?lang=en&country=GTM&theme=trafficking')).text();
    expect(new URL(gateway.asked[0]?.url ?? '').search).toBe('?country=GTM&theme=trafficking&language=en');
    expect(html).toMatch(/<option value="GTM" selected>\s*Guatemala\s*<\/option>/);
    expect(html).toContain('href="webcal://enlace.example/v1/training/calendar.ics?country=GTM&amp;theme=trafficking&amp;language=es"');
    expect(html).toContain('href="/trainings?country=GTM&amp;theme=trafficking&amp;lang=es"');
  });

  test.each(['country=', 'country=XXX', 'theme=%22%3E', 'country=GTM%26x'])('%s is none', async (query) => {
    const gateway = before([]);
    expect((await gateway.open(`/trainings?lang=es&${query}`)).status).toBe(200);
    expect(new URL(gateway.asked[0]?.url ?? '').search).toBe('?language=es');
  });
});

test('ten thousand trainings make a page that can be read, which says that it is not all', async () => {
  const long = { summary: 'x'.repeat(2_000), themes: Array.from({ length: 5 }, () => 'Protección de la niñez migrante') };
  const many = (prefix: string, start: string) =>
    Array.from({ length: 5_000 }, (_, index) => day(`${prefix}-${index}`, start, start, long));
  const html = await drawn([...many('past', '2026-02-01'), ...many('coming', '2026-08-01')]);
  expect(html).toContain('Se muestran 300 de 5000.');
  expect(html).toContain('Hay 4700 anteriores');
  expect(html.length).toBeLessThan(500_000);
});

test('a calendar that did not change is drawn once', async () => {
  const gateway = before([day('one', '2026-08-01')]);
  const path = '/trainings?lang=en&country=HND';
  const [first, second] = [await gateway.open(path), await gateway.open(path)];
  expect(await second.text()).toBe(await first.text());
  expect(second.status).toBe(200);
  expect(gateway.asked.map(({ headers }) => headers.get('if-none-match') === null)).toEqual([true, false]);
});

test.each([
  ['es', 'El calendario no está disponible ahora'],
  ['en', 'The calendar is not available now'],
])('a calendar that cannot be had is told in %s', async (lang, said) => {
  const response = await gatewayBefore(() => new Response(null, { status: 503 })).open(`/trainings?lang=${lang}&theme=return`);
  expect([response.status, response.headers.get('cache-control')]).toEqual([503, 'no-store']);
  expect(await response.text()).toContain(said);
});
