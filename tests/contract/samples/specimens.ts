import type { corrections } from '../../../shared/contract/specimens/corrections.ts';
import type { images } from '../../../shared/contract/specimens/images.ts';
import type { openings } from '../../../shared/contract/specimens/openings.ts';
import type { securityFeatures } from '../../../shared/contract/specimens/security-features.ts';
import type { specimens } from '../../../shared/contract/specimens/specimens.ts';
import { png } from '../../support/files.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { because, forGovernments, governmentOf } from './exchange.ts';
import { type Samples, always, member } from './sample.ts';

const officerToo = { by: 'MEX validator', also: 'MEX officer' } as const;

const newSpecimen = (stage: Stage) =>
  ({
    network: stage.id,
    country: 'MEX',
    category: 'passport',
    type: 'ordinary',
    title: { es: '=Pasaporte de muestra' },
    issuedBy: { es: '=Autoridad de muestra' },
    mrz: 'TD3',
    languages: ['es'],
  }) as const;

const clients = (stage: Stage, owner: Party) => governmentOf(stage, owner).clients;
/** Another government than the one whose thing it is. */
const anotherThan = (stage: Stage, owner: Party) => (governmentOf(stage, owner) === stage.MEX ? stage.HND : stage.MEX).clients;

/** Written by the administrator, so that every officer and validator is a second one. */
async function begunSpecimen(stage: Stage, owner: Party): Promise<string> {
  const given = newSpecimen(stage);
  return (await clients(stage, owner).administrator.createSpecimen({ body: { ...given, languages: [...given.languages] } })).body.id;
}

const at = (id: string, version: number) => ({ params: { id }, ifMatch: `"${version}"` });

async function submitted(stage: Stage, owner: Party) {
  const id = await begunSpecimen(stage, owner);
  await clients(stage, owner).administrator.submitSpecimen(at(id, 1));
  return at(id, 2);
}

async function checked(stage: Stage, owner: Party) {
  const call = await submitted(stage, owner);
  await clients(stage, owner).officer.checkSpecimen(call);
  return at(call.params.id, 3);
}

async function published(stage: Stage, owner: Party): Promise<string> {
  const call = await checked(stage, owner);
  await clients(stage, owner).validator.publishSpecimen({ ...call, body: forGovernments });
  return call.params.id;
}

export const picture = {
  query: { side: 'front', light: 'visible', caption: '=Página de datos', shows: 'specimen' },
  mediaType: 'image/png',
} as const;
const drawn = () => png(40, 30);

async function pictured(stage: Stage, owner: Party): Promise<{ specimen: string; image: string }> {
  const specimen = await begunSpecimen(stage, owner);
  const { body } = await clients(stage, owner).administrator.addSpecimenImage({ params: { id: specimen }, ...picture, body: drawn() });
  return { specimen, image: body.id };
}

/** A picture that every government sees. */
async function show(stage: Stage, owner: Party): Promise<string> {
  const { specimen, image } = await pictured(stage, owner);
  const { administrator, officer, validator } = clients(stage, owner);
  await officer.confirmImage(at(image, 2));
  await administrator.submitSpecimen(at(specimen, 3));
  await officer.checkSpecimen(at(specimen, 4));
  await validator.publishSpecimen({ ...at(specimen, 5), body: forGovernments });
  return image;
}

/** What is asked for in its name changes none of these; whose requests are listed is asked about by nobody else. */
const proposable = always(published);
const corrigible = always(published);
const wanted = always(show);
const askedFor = always(show);
const released = always(show);
const seen = always(pictured);
const read = always(begunSpecimen);

async function corrected(stage: Stage, owner: Party) {
  const specimen = await corrigible(stage, owner);
  const body = { patch: { chip: true }, reason: { es: '=Lleva circuito' } };
  const correction = await anotherThan(stage, owner).officer.proposeCorrection({ params: { id: specimen }, body });
  return { specimen, id: correction.body.id };
}

/** Asked for by another government, of the owner; or asked for by the owner, of another. */
async function asked(stage: Stage, owner: Party) {
  const image = await askedFor(stage, owner);
  const { body } = await anotherThan(stage, owner).officer.requestOriginal({ params: { id: image }, body: because });
  return { image, id: body.id };
}

async function granted(stage: Stage, owner: Party): Promise<string> {
  const source = governmentOf(stage, owner) === stage.MEX ? stage.HND : stage.MEX;
  const image = await released(stage, source);
  const { body } = await clients(stage, owner).officer.requestOriginal({ params: { id: image }, body: because });
  await source.clients.validator.releaseOriginal({ ...at(body.id, 1), body: { released: true } });
  return body.id;
}

type Operations = typeof specimens & typeof corrections & typeof openings & typeof images & typeof securityFeatures;

export const specimenSamples: Samples<Exclude<keyof Operations, 'addAlertImage'>> = {
  getSecurityFeatures: { ...member, call: () => ({}) },
  listSpecimens: {
    ...member,
    call: always(async (stage, owner) => {
      await begunSpecimen(stage, owner);
      await begunSpecimen(stage, owner);
      return { query: { network: stage.id, organisation: governmentOf(stage, owner).id, state: 'draft' } };
    }),
  },
  createSpecimen: { ...member, call: (stage) => ({ body: { ...newSpecimen(stage), languages: ['es'] } }) },
  getSpecimen: { ...member, call: async (stage, owner) => ({ params: { id: await read(stage, owner) } }) },
  updateSpecimen: { ...member, call: async (stage, owner) => ({ ...at(await begunSpecimen(stage, owner), 1), body: { chip: true } }) },
  discardSpecimen: { ...member, call: async (stage, owner) => at(await begunSpecimen(stage, owner), 1) },
  submitSpecimen: { ...member, call: async (stage, owner) => at(await begunSpecimen(stage, owner), 1) },
  checkSpecimen: { ...officerToo, call: submitted },
  returnSpecimen: { ...officerToo, call: async (stage, owner) => ({ ...(await submitted(stage, owner)), body: because }) },
  publishSpecimen: { ...member, call: async (stage, owner) => ({ ...(await checked(stage, owner)), body: { ...forGovernments } }) },
  withdrawSpecimen: { ...member, call: async (stage, owner) => ({ ...at(await published(stage, owner), 4), body: because }) },

  listCorrections: {
    ...member,
    call: async (stage, owner) => ({ query: { network: stage.id, specimen: (await corrected(stage, owner)).specimen } }),
  },
  proposeCorrection: {
    ...member,
    call: async (stage, owner) => ({
      params: { id: await proposable(stage, owner) },
      body: { patch: { chip: true }, reason: { es: '=Lleva circuito' } },
    }),
  },
  decideCorrection: {
    ...member,
    call: async (stage, owner) => ({
      ...at((await corrected(stage, owner)).id, 1),
      body: { accepted: true, note: { es: '=Gracias' } },
    }),
  },
  listOpenings: {
    ...member,
    call: always(async (stage, owner) => {
      const id = await begunSpecimen(stage, owner);
      const { reader } = clients(stage, owner);
      await reader.getSpecimen({ params: { id } });
      await reader.getSpecimen({ params: { id } });
      return { params: { id } };
    }),
  },

  addSpecimenImage: {
    ...member,
    call: async (stage, owner) => ({ params: { id: await read(stage, owner) }, ...picture, body: drawn() }),
  },
  confirmImage: { ...officerToo, call: async (stage, owner) => at((await pictured(stage, owner)).image, 2) },
  removeImage: { ...member, call: async (stage, owner) => at((await pictured(stage, owner)).image, 2) },
  listSimilarImages: { ...member, call: async (stage, owner) => ({ params: { id: (await seen(stage, owner)).image } }) },
  issueImageTicket: {
    ...member,
    call: async (stage, owner) => ({ params: { id: (await seen(stage, owner)).image }, body: { size: 'thumbnail' } }),
  },
  downloadImage: {
    ...member,
    call: async (stage, owner) => {
      const { image } = await seen(stage, owner);
      const { body } = await clients(stage, owner).validator.issueImageTicket({ params: { id: image }, body: { size: 'thumbnail' } });
      return { params: { id: body.url.replace('/v1/image-files/', '') } };
    },
  },
  requestOriginal: { ...member, call: async (stage, owner) => ({ params: { id: await wanted(stage, owner) }, body: because }) },
  listOriginalRequests: {
    ...member,
    call: async (stage, owner) => ({ query: { network: stage.id, image: (await asked(stage, owner)).image } }),
  },
  releaseOriginal: { ...member, call: async (stage, owner) => ({ ...at((await asked(stage, owner)).id, 1), body: { released: true } }) },
  issueOriginalTicket: { ...member, call: async (stage, owner) => ({ params: { id: await granted(stage, owner) } }) },
};
