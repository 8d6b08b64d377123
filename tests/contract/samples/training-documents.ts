import type { trainingDocuments } from '../../../shared/contract/training/documents.ts';
import { png } from '../../support/files.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, always, member } from './sample.ts';
import { edition, keeperOf, newEdition } from './trainings.ts';

const keptEdition = always(async (stage, owner) => (await edition(stage, owner)).params.id);
const described = { kind: 'conclusions', public: false } as const;
const picture = { name: 'mapa.png', title: '=Mapa' };

const link = (training: string) => ({ training, ...described, title: { es: '=Conclusiones' }, url: 'https://example.org/conclusiones' });

async function linked(stage: Stage, owner: Party) {
  const body = link(await keptEdition(stage, owner));
  return { params: { id: (await keeperOf(stage, owner).clients.officer.linkTrainingDocument({ body })).body.id } };
}

const upload = (training: string) =>
  ({ query: { training, ...described, public: 'false', ...picture }, body: png(), mediaType: 'image/png' }) as const;

const filed = always(async (stage, owner) => {
  const { officer } = keeperOf(stage, owner).clients;
  return { params: { id: (await officer.attachTrainingDocument(upload(await keptEdition(stage, owner)))).body.id } };
});

/** A public file of a public training: the secretariat's. */
const published = always(async (stage) => {
  const { validator } = stage.ST.clients;
  const label = { tlp: 'CLEAR', audience: 'public', group: null } as const;
  const { body: training } = await validator.createEdition({ body: { ...newEdition(stage), label } });
  const { query, ...file } = upload(training.id);
  const { body } = await validator.attachTrainingDocument({ ...file, query: { ...query, public: 'true' } });
  return { params: { id: body.id } };
});

export const trainingDocumentSamples: Samples<keyof typeof trainingDocuments> = {
  listTrainingDocuments: {
    ...member,
    call: async (stage, owner) => {
      await filed(stage, owner);
      await twoLinked(stage, owner);
      return { query: { training: await keptEdition(stage, owner) } };
    },
  },
  attachTrainingDocument: { ...member, call: async (stage, owner) => upload(await keptEdition(stage, owner)) },
  linkTrainingDocument: { ...member, call: async (stage, owner) => ({ body: link(await keptEdition(stage, owner)) }) },
  getTrainingDocument: { ...member, call: always(linked) },
  removeTrainingDocument: { ...member, call: async (stage, owner) => ({ ...(await linked(stage, owner)), ifMatch: '"1"' }) },
  issueTrainingTicket: { ...member, call: filed },
  downloadTrainingFile: {
    ...member,
    call: async (stage, owner) => {
      const { body } = await keeperOf(stage, owner).clients.validator.issueTrainingTicket(await filed(stage, owner));
      return { params: { id: body.url.replace('/v1/training-files/', '') } };
    },
  },
  readPublicDocument: { by: null, call: (stage) => published(stage, stage.ST) },
};

const twoLinked = always(async (stage, owner) => [await linked(stage, owner), await linked(stage, owner)]);
