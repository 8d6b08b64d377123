import type { figures } from '../../../shared/contract/specimens/figures.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { governmentOf } from './exchange.ts';
import { type Samples, member } from './sample.ts';

/** Figures are given by member countries: another one stands in for who is none. */
const countryOf = (stage: Stage, owner: Party): Party => governmentOf(stage, owner === stage.ST ? stage.IOM : owner);

const halfYear = (index: number) => `${1000 + Math.floor(index / 2)}-S${(index % 2) + 1}`;

/** A half year for each call: each is told once. */
let drawn = 0;
const newFigure = ({ id: network }: Stage, period = halfYear((drawn += 1))) => ({ network, period });

const counts = [{ nationality: 'GTM', persons: 4 }];
const note = { es: '=Con los aeropuertos' };

async function draft(stage: Stage, owner: Party, period?: string): Promise<string> {
  const { officer } = countryOf(stage, owner).clients;
  return (await officer.draftFigure({ body: newFigure(stage, period) })).body.id;
}

async function corrected(stage: Stage, owner: Party, period?: string): Promise<string> {
  const id = await draft(stage, owner, period);
  await countryOf(stage, owner).clients.officer.correctFigure({ params: { id }, ifMatch: '"1"', body: { counts, note } });
  return id;
}

/** The half years that the plan asks for are those since 2000, when the members of a stage joined. */
const told = new WeakMap<Party, number>();

async function confirmed(stage: Stage, owner: Party): Promise<string> {
  const country = countryOf(stage, owner);
  const index = told.get(country) ?? 2000;
  told.set(country, index + 1);
  const id = await draft(stage, owner, halfYear(index));
  await country.clients.validator.confirmFigure({ params: { id }, ifMatch: '"1"' });
  return id;
}

export const figureSamples: Samples<keyof typeof figures> = {
  listFigures: {
    ...member,
    call: async (stage, owner) => {
      const { network, period } = newFigure(stage);
      await corrected(stage, owner, period);
      return { query: { network, organisation: countryOf(stage, owner).id, period } };
    },
  },
  draftFigure: { ...member, call: (stage) => ({ body: newFigure(stage) }) },
  getFigure: { ...member, call: async (stage, owner) => ({ params: { id: await corrected(stage, owner) } }) },
  correctFigure: {
    ...member,
    call: async (stage, owner) => ({ params: { id: await draft(stage, owner) }, ifMatch: '"1"', body: { counts, note } }),
  },
  confirmFigure: { ...member, call: async (stage, owner) => ({ params: { id: await draft(stage, owner) }, ifMatch: '"1"' }) },
  reportFigure: {
    ...member,
    call: async (stage, owner) => ({
      params: { id: await confirmed(stage, owner) },
      ifMatch: '"2"',
      body: { activity: stage.halfYearly },
    }),
  },
  getFigureBoard: {
    ...member,
    call: async (stage, owner) => {
      const { network, period } = newFigure(stage);
      await corrected(stage, owner, period);
      return { query: { network, from: period, to: period } };
    },
  },
};
