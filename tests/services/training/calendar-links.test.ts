import ICAL from 'ical.js';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { readCalendarLink } from '../../../services/training/calendar-links/calendar.ts';
import { createCalendarLink, listCalendarLinks, revokeCalendarLink } from '../../../services/training/calendar-links/links.ts';
import type { NewCalendarLink } from '../../../shared/contract/training/calendar-links.ts';
import { clients, memberships, organisations } from '../../../shared/database/identity.ts';
import { calendarLinks } from '../../../shared/database/training-calendars.ts';
import { contextOn } from '../../support/database.ts';
import { came, openTraining, peopledWorld } from './people.ts';
import { type TrainingWorld, forNetwork, planned } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => (world = await peopledWorld()));

const origin = 'https://enlace.example';
type Who = Parameters<TrainingWorld['by']>[0];

async function link(who: Who = 'MEX reader', different: Partial<NewCalendarLink> = {}) {
  const wish: NewCalendarLink = { scope: 'organisation', name: 'Oficina', filter: { language: 'es' }, ...different };
  const { body } = await createCalendarLink(world.by(who), origin, wish);
  return { ...body, token: body.url?.split('/').at(-1) ?? '' };
}

const read = (token: string, known: string[] = [], now = new Date('2026-03-10T12:00:00Z')) =>
  readCalendarLink(contextOn(world.db, { now }), { origin, known, since: null }, token);
const uids = async (token: string) => {
  const text = new TextDecoder().decode((await read(token)).body.file);
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  return events.map((event) => String(event.getFirstPropertyValue('uid')).split('@')[0]).toSorted();
};
const gone = { code: 'not-found' };

describe('a calendar by its address', () => {
  test('has what its organisation sees, whoever reads it, and only its hash is kept', async () => {
    const id = await planned(world, { dates: '2026-05-04' });
    const { token } = await link();
    expect(await uids(token)).toEqual([id]);
    expect(await uids((await link('RROCM reader')).token)).toEqual([]);
    expect(JSON.stringify(await world.db.orm.select().from(calendarLinks))).not.toContain(token.slice(0, 43));
  });

  test('has nothing above GREEN: a calendar program keeps it elsewhere', async () => {
    await planned(world, { dates: '2026-05-04' }, { tlp: 'AMBER', audience: 'governments', group: null });
    const own = { tlp: 'AMBER', audience: 'organisation', group: null } as const;
    await planned(world, { dates: '2026-05-05' }, own, 'MEX officer');
    expect(await uids((await link()).token)).toEqual([]);
  });

  test('is filtered as it was made', async () => {
    const guatemalan = await openTraining(world, { country: 'GTM', themes: ['trafficking'] });
    const own = await planned(world, { dates: '2026-05-05', country: 'MEX' }, forNetwork, 'MEX officer');
    await came(world, guatemalan, 'MEX');
    const other = await planned(world, { dates: '2026-05-06', country: 'HND' });
    const filtered = async (filter: object) => uids((await link('MEX reader', { filter: { language: 'es', ...filter } })).token);
    expect(await filtered({ country: 'GTM' })).toEqual([guatemalan]);
    expect(await filtered({ theme: 'trafficking' })).toEqual([guatemalan]);
    expect(await filtered({ ours: true })).toEqual([guatemalan, own].toSorted());
    expect(await filtered({ network: world.network })).toEqual([guatemalan, own, other].toSorted());
    expect(await filtered({ network: other })).toEqual([]);
  });

  test('reminds as long before as was asked', async () => {
    await planned(world, { dates: '2026-05-04' });
    const { token } = await link('MEX reader', { filter: { language: 'es', alarmMinutes: 1440 } });
    expect(new TextDecoder().decode((await read(token)).body.file)).toContain('TRIGGER:-P1D');
  });

  test('is not read any more once it is revoked', async () => {
    const { id, token } = await link();
    await revokeCalendarLink(world.by('MEX officer'), id, 1);
    await expect(read(token)).rejects.toMatchObject(gone);
    await expect(revokeCalendarLink(world.by('MEX officer'), id, 2)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a personal one ends with its client, and others do not see it', async () => {
    const { id, token } = await link('MEX reader', { scope: 'personal' });
    const listed = async (who: Who) => (await listCalendarLinks(world.by(who), { limit: 50 }, null)).items.map((one) => one.id);
    expect([await listed('MEX reader'), await listed('MEX officer'), await listed('GTM reader')]).toEqual([[id], [], []]);
    await expect(revokeCalendarLink(world.by('MEX officer'), id, 1)).rejects.toMatchObject(gone);
    await read(token);
    await world.db.orm
      .update(clients)
      .set({ revoked: true })
      .where(eq(clients.id, world.by('MEX reader').principal?.client ?? ''));
    await expect(read(token)).rejects.toMatchObject(gone);
  });

  test('shows nothing more once its organisation has left the network, or is suspended', async () => {
    await planned(world, { dates: '2026-05-04' });
    const { token } = await link();
    await world.db.orm.update(memberships).set({ to: '2026-03-01' }).where(eq(memberships.organisation, world.organisations.MEX));
    expect(await uids(token)).toEqual([]);
    const { token: own } = await link('GTM reader');
    await world.db.orm.update(organisations).set({ suspended: true }).where(eq(organisations.id, world.organisations.GTM));
    expect(await uids(own)).toEqual([]);
  });

  test('costs one trip, and who has it reads none of it', async () => {
    await planned(world, { dates: '2026-05-04' });
    const { token } = await link();
    const { version } = await read(token);
    const context = contextOn(world.db, { now: new Date('2026-03-10T12:00:00Z') });
    const before = context.db.trips;
    const again = await readCalendarLink(context, { origin, known: [version], since: null }, token);
    expect([context.db.trips - before, again.body.file.length, again.version]).toEqual([1, 0, version]);
  });

  test('its address is told once: repeated, the call answers without it', async () => {
    const context = { ...world.by('MEX reader'), idempotencyKey: 'k' };
    const wish: NewCalendarLink = { scope: 'organisation', name: 'Oficina', filter: { language: 'es' } };
    const { body } = await createCalendarLink(context, origin, wish);
    expect(body.url).toMatch(/\/v1\/training\/calendars\/[\w-]{43}\.ics$/);
    await expect(createCalendarLink(context, origin, wish)).rejects.toMatchObject({ answer: { body: { ...body, url: null } } });
  });

  test.each(['A'.repeat(43), 'x', `${'A'.repeat(42)}'`])('%s is the token of none', async (token) => {
    await link();
    await expect(read(`${token}.ics`)).rejects.toMatchObject(gone);
  });
});
