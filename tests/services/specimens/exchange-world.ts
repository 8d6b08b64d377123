import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { checkSpecimen, submitSpecimen } from '../../../services/specimens/entries/checking.ts';
import { createEntry } from '../../../services/specimens/entries/creation.ts';
import { getEntry } from '../../../services/specimens/entries/entries.ts';
import { publishEntry } from '../../../services/specimens/entries/publication.ts';
import type { Kind, Role } from '../../../shared/contract/access.ts';
import { EntryLabel } from '../../../shared/contract/specimens/entry.ts';
import type { EntryKind } from '../../../shared/database/exchange.ts';
import { memberships } from '../../../shared/database/identity.ts';
import { audit, outbox } from '../../../shared/database/journal.ts';
import { type OwnNetwork, ownNetwork } from '../../support/own-network.ts';

const seats = { MEX: 'member', GTM: 'member', SLV: 'member', ST: 'secretariat', IOM: 'partner' } as const satisfies Record<string, Kind>;
export type Code = keyof typeof seats;

export const today = new Date('2026-03-10T12:00:00Z');
export const problem = (code: string) => expect.objectContaining({ code });

/** A network with three countries, a secretariat and a partner, on a database of its own. */
export type ExchangeWorld = OwnNetwork<Code>;

/** Makes that world. Everybody asks at noon of 10 March 2026 unless another moment is given. */
export const exchangeWorld = (): Promise<ExchangeWorld> => ownNetwork(seats, today);

/** What an entry of each kind says in these tests. */
export const contents = {
  specimen: {
    category: 'passport',
    type: 'ordinary',
    title: { es: 'Pasaporte ordinario, modelo de muestra', en: 'Ordinary passport, sample model' },
    numberFormat: 'A99999999',
    mrz: 'TD3',
    features: [{ feature: 'watermark', where: { es: 'Página 3' }, level: 1, check: ['look'] }],
  },
  alert: {
    typology: 'counterfeit',
    title: { es: 'Pasaporte de muestra con marca de agua impresa', en: 'Sample passport with a printed watermark' },
    documentCountry: 'GTM',
    category: 'passport',
    month: '2026-02',
    purpose: 'actual',
    route: ['HND', 'GTM', 'MEX'],
    points: [{ feature: 'watermark', level: 1, genuine: { es: 'Se ve a contraluz' }, false: { es: 'Está impresa' } }],
  },
  method: { title: { es: 'Partida tardía' }, description: { es: 'Descripción de muestra' } },
  requirement: { nationality: 'SLV', authorisation: 'visa', from: '2026-01-01', source: { es: 'Circular de muestra' } },
  criterion: { norm: { es: 'Reglamento de muestra' }, aspect: 'security', criterion: { es: 'Policarbonato' } },
} as const satisfies Record<EntryKind, object>;

type Given = { [name: string]: unknown };

/** Begins an entry as Mexico's officer, or as whom is given, with what a test wants different; gives its id. */
export async function begin(
  { by, network }: ExchangeWorld,
  kind: EntryKind,
  different: Given = {},
  who: `${Code} ${Role}` = 'MEX officer',
): Promise<string> {
  const { body } = await createEntry(by(who), kind, { network, country: who.slice(0, 3), ...contents[kind], ...different });
  return body.id;
}

/** The version at which an entry stands, for its source. */
export const versionAt = async ({ by }: ExchangeWorld, kind: EntryKind, id: string, code: Code = 'MEX') =>
  (await getEntry(by(`${code} reader`), kind, id)).version;

/** Publishes an entry of Mexico, or of who is given, under a label; a specimen is handed in and checked before. */
export async function publish(
  world: ExchangeWorld,
  kind: EntryKind,
  id: string,
  label: Partial<EntryLabel> = {},
  code: Code = 'MEX',
): Promise<void> {
  const { by } = world;
  if (kind === 'specimen') {
    await submitSpecimen(by(`${code} officer`), id, await versionAt(world, kind, id, code));
    await checkSpecimen(by(`${code} validator`), id, await versionAt(world, kind, id, code));
  }
  const version = await versionAt(world, kind, id, code);
  await publishEntry(by(`${code} validator`), kind, id, version, EntryLabel.parse(label));
}

/** Begins one and publishes it; gives its id. */
export async function published(
  world: ExchangeWorld,
  kind: EntryKind,
  different: Given = {},
  label: Partial<EntryLabel> = {},
  code: Code = 'MEX',
): Promise<string> {
  const id = await begin(world, kind, different, `${code} officer`);
  await publish(world, kind, id, label, code);
  return id;
}

/** Takes a country out of the network from today on. */
export const remove = ({ db, organisations }: ExchangeWorld, code: Code) =>
  db.orm.update(memberships).set({ to: '2026-03-10' }).where(eq(memberships.organisation, organisations[code]));

/** The events of an entry, in their order. */
export const told = ({ db }: ExchangeWorld, subject: string) =>
  db.orm.select().from(outbox).where(eq(outbox.subject, subject)).orderBy(outbox.position);

/** What was done to a thing, as the audit has it. */
export const acts = async ({ db }: ExchangeWorld, subject: string) =>
  (await db.orm.select().from(audit).where(eq(audit.subject, subject)).orderBy(audit.position)).map(({ action }) => action);
