import type { alertStanding } from '../../../shared/contract/specimens/alert-standing.ts';
import type { alerts } from '../../../shared/contract/specimens/alerts.ts';
import type { images } from '../../../shared/contract/specimens/images.ts';
import type { sightings } from '../../../shared/contract/specimens/sightings.ts';
import type { stix } from '../../../shared/contract/specimens/stix.ts';
import { png } from '../../support/files.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { because, forGovernments, governmentOf } from './exchange.ts';
import { type Samples, always, member } from './sample.ts';
import { picture } from './specimens.ts';

const newAlert = (stage: Stage) =>
  ({
    network: stage.id,
    country: 'MEX',
    typology: 'counterfeit',
    title: { es: '=Pasaporte de muestra' },
    summary: { es: '@Resumen' },
    documentCountry: 'GTM',
    category: 'passport',
    month: '2026-02',
    place: { es: '=Puesto de muestra' },
    points: [{ feature: 'watermark', level: 1, genuine: { es: '=Se ve' }, false: { es: '=Impresa' } }],
  }) as const;

const clients = (stage: Stage, owner: Party) => governmentOf(stage, owner).clients;
const seen = { kind: 'seen', month: '2026-02', place: { es: '=Otro puesto' }, note: { es: '@Nota' } } as const;

async function begun(stage: Stage, owner: Party): Promise<string> {
  const given = newAlert(stage);
  const body = { ...given, points: given.points.map((point) => ({ ...point })) };
  return (await clients(stage, owner).officer.createAlert({ body })).body.id;
}

const at = (id: string, version: number) => ({ params: { id }, ifMatch: `"${version}"` });
const first = async (stage: Stage, owner: Party) => at(await begun(stage, owner), 1);

async function published(stage: Stage, owner: Party): Promise<string> {
  const id = await begun(stage, owner);
  await clients(stage, owner).validator.publishAlert({ ...at(id, 1), body: forGovernments });
  return id;
}
/** One that others say something of, which changes nothing that it says. */
const told = always(async (stage: Stage, owner: Party) => ({ params: { id: await published(stage, owner) } }));
const read = always(begun);

type Operations = typeof alerts & typeof sightings & typeof alertStanding & typeof stix & Pick<typeof images, 'addAlertImage'>;

export const alertSamples: Samples<keyof Operations> = {
  listAlerts: {
    ...member,
    call: always(async (stage, owner) => {
      await Promise.all([begun(stage, owner), begun(stage, owner)]);
      return { query: { network: stage.id, organisation: governmentOf(stage, owner).id, state: 'draft' } };
    }),
  },
  createAlert: { ...member, call: (stage) => ({ body: { ...newAlert(stage), points: [{ ...newAlert(stage).points[0] }] } }) },
  getAlert: { ...member, call: async (stage, owner) => ({ params: { id: await read(stage, owner) } }) },
  updateAlert: { ...member, call: async (stage, owner) => ({ ...(await first(stage, owner)), body: { count: 5 } }) },
  discardAlert: { ...member, call: first },
  publishAlert: { ...member, call: async (stage, owner) => ({ ...(await first(stage, owner)), body: { ...forGovernments } }) },
  cancelAlert: { ...member, call: async (stage, owner) => ({ ...at(await published(stage, owner), 2), body: because }) },
  addAlertImage: {
    ...member,
    call: async (stage, owner) => ({ params: { id: await read(stage, owner) }, ...picture, body: png(40, 30) }),
  },

  listSightings: {
    ...member,
    call: always(async (stage, owner) => {
      const call = { params: { id: await published(stage, owner) } };
      for (const count of [1, 2]) await clients(stage, owner).officer.addSighting({ ...call, body: { ...seen, count } });
      return call;
    }),
  },
  addSighting: { ...member, call: async (stage, owner) => ({ ...(await told(stage, owner)), body: seen }) },
  removeSighting: {
    ...member,
    call: async (stage, owner) => {
      const id = await published(stage, owner);
      const { body } = await clients(stage, owner).officer.addSighting({ params: { id }, body: seen });
      return { params: { id, sightingId: body.id }, ifMatch: '"3"' };
    },
  },
  listAlertAcknowledgements: { ...member, call: told },
  acknowledgeAlert: {
    ...member,
    call: async (stage, owner) => ({ ...(await told(stage, owner)), body: { state: 'read', note: { es: '=Leída' } } }),
  },
  listCorrelations: {
    ...member,
    call: always(async (stage, owner) => {
      await Promise.all([published(stage, owner), published(stage, owner)]);
      return told(stage, owner);
    }),
  },
  getBorderCard: { ...member, call: async (stage, owner) => ({ ...(await told(stage, owner)), query: { language: 'en' } }) },
  getAlertBundle: { ...member, call: told },
  exportAlerts: {
    ...member,
    call: async (stage, owner) => {
      await told(stage, owner);
      return { query: { network: stage.id } };
    },
  },
};
