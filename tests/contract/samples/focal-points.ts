import type { corridor } from '../../../shared/contract/directory/corridor.ts';
import type { focalPoints } from '../../../shared/contract/directory/focal-points.ts';
import type { focalPurposes } from '../../../shared/contract/directory/focal-purposes.ts';
import type { focalVacancies } from '../../../shared/contract/directory/focal-vacancies.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, member, secretariat } from './sample.ts';

/** Who is out of the network enters nobody: a member's people stand for its own. */
const keeperOf = (stage: Stage, owner: Party): Party => (owner === stage.GTM ? stage.MEX : owner);

const phones = [{ label: { es: '=Oficina' }, number: '+52 55 0000 0100' }];
const newFocalPoint = ({ id: network }: Stage) =>
  ({
    network,
    country: 'MEX',
    purposes: ['protocol'],
    name: '=Ana Ejemplo',
    post: { es: '=Directora', en: '@Director' },
    phones,
    emails: [{ label: { es: '=Oficina' }, address: 'enlace@example.org' }],
    languages: ['es'],
    note: { es: '=Nota' },
    from: '2026-01-01',
  }) as const;

async function entered(stage: Stage, owner: Party, to: string | null = null) {
  const { officer } = keeperOf(stage, owner).clients;
  const given = newFocalPoint(stage);
  const body = { ...given, purposes: [...given.purposes], emails: [...given.emails], languages: [...given.languages], to };
  return { params: { id: (await officer.createFocalPoint({ body })).body.id } };
}

const changed = async (stage: Stage, owner: Party, to?: string) => ({ ...(await entered(stage, owner, to)), ifMatch: '"1"' });

let codes = 0;
const newPurpose = ({ id: network }: Stage) =>
  ({ network, code: `own-${Date.now()}-${(codes += 1)}`, name: { es: '=Propia' }, audience: 'governments' }) as const;

type Operations = typeof focalPoints & typeof focalPurposes & typeof focalVacancies & typeof corridor;

export const focalSamples: Samples<keyof Operations> = {
  listFocalPoints: {
    ...member,
    call: async (stage, owner) => {
      await Promise.all([entered(stage, owner), entered(stage, owner)]);
      return { query: { network: stage.code, organisation: keeperOf(stage, owner).id } };
    },
  },
  createFocalPoint: {
    ...member,
    call: (stage) => {
      const { purposes, emails, languages, ...given } = newFocalPoint(stage);
      return { body: { ...given, purposes: [...purposes], emails: [...emails], languages: [...languages] } };
    },
  },
  getFocalPoint: { ...member, call: (stage, owner) => entered(stage, owner) },
  updateFocalPoint: {
    ...member,
    call: async (stage, owner) => ({ ...(await changed(stage, owner)), body: { phones, rank: 'alternate' } }),
  },
  confirmFocalPoint: { ...member, call: (stage, owner) => changed(stage, owner) },
  handOverFocalPoint: {
    ...member,
    call: async (stage, owner) => ({
      ...(await entered(stage, owner)),
      body: { on: '2026-06-01', successor: { name: '=Luis Muestra', post: { es: '=Director' }, phones } },
    }),
  },
  endFocalPoint: { ...member, call: async (stage, owner) => ({ ...(await changed(stage, owner)), body: { on: '2026-06-01' } }) },
  eraseFocalPoint: { ...member, call: (stage, owner) => changed(stage, owner, '2026-02-01') },
  getFocalPointCard: { ...member, call: (stage, owner) => entered(stage, owner) },

  getFocalVacancies: { ...member, call: ({ id: network }) => ({ query: { network } }) },
  getCorridor: {
    ...member,
    call: async (stage, owner) => {
      await entered(stage, owner);
      return { query: { from: 'MEX', to: 'GTM', network: stage.id, profile: 'child' } };
    },
  },

  listFocalPurposes: { ...member, call: ({ id: network }) => ({ query: { network } }) },
  createFocalPurpose: { ...secretariat, call: (stage) => ({ body: newPurpose(stage) }) },
  deleteFocalPurpose: {
    ...secretariat,
    call: async (stage) => {
      const { body } = await stage.ST.clients.officer.createFocalPurpose({ body: newPurpose(stage) });
      return { params: { id: body.id ?? '' }, ifMatch: '"1"' };
    },
  },
};
