import type { evidence } from '../../../shared/contract/plans/evidence.ts';
import type { reports } from '../../../shared/contract/plans/reports.ts';
import { png } from '../../support/files.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, member } from './sample.ts';

/** Nothing is published beyond its own organisation: a report of another is like none. */
const forOwn = { tlp: 'AMBER', audience: 'organisation' } as const;

export const reportSamples: Samples<keyof (typeof reports & typeof evidence)> = {
  listReports: {
    ...member,
    call: async (stage, owner) => {
      await draft(stage, owner);
      const { id, clients } = owing(stage, owner);
      const { period } = (await clients.officer.createReport({ body: newReport(stage) })).body;
      return { query: { network: stage.id, organisation: id, period } };
    },
  },
  createReport: { ...member, call: (stage) => ({ body: newReport(stage) }) },
  getReport: { ...member, call: async (stage, owner) => ({ params: { id: await draft(stage, owner) } }) },
  updateReport: {
    ...member,
    call: async (stage, owner) => ({ params: { id: await draft(stage, owner) }, ifMatch: '"1"', body: { nextSteps: { es: 'Seguir' } } }),
  },
  discardReport: { ...member, call: async (stage, owner) => ({ params: { id: await draft(stage, owner) }, ifMatch: '"1"' }) },
  submitReport: { ...member, call: async (stage, owner) => ({ params: { id: await draft(stage, owner) }, ifMatch: '"1"' }) },
  validateReport: { ...member, call: async (stage, owner) => ({ params: { id: await submitted(stage, owner) }, ifMatch: '"2"' }) },
  returnReport: {
    ...member,
    call: async (stage, owner) => ({
      params: { id: await submitted(stage, owner) },
      ifMatch: '"2"',
      body: { reason: { es: 'Sin fuente' } },
    }),
  },
  publishReport: {
    ...member,
    call: async (stage, owner) => ({ params: { id: await validated(stage, owner) }, ifMatch: '"3"', body: forOwn }),
  },
  reviseReport: {
    ...member,
    call: async (stage, owner) => {
      const id = await validated(stage, owner);
      await owing(stage, owner).clients.validator.publishReport({ params: { id }, ifMatch: '"3"', body: forOwn });
      return { params: { id } };
    },
  },

  attachEvidence: {
    ...member,
    call: async (stage, owner) => ({ params: { id: await draft(stage, owner) }, ...picture }),
  },
  linkEvidence: { ...member, call: async (stage, owner) => ({ params: { id: await draft(stage, owner) }, body: link }) },
  removeEvidence: {
    ...member,
    call: async (stage, owner) => {
      const id = await draft(stage, owner);
      const { body } = await owing(stage, owner).clients.officer.linkEvidence({ params: { id }, body: link });
      return { params: { id, evidenceId: body.id }, ifMatch: '"2"' };
    },
  },
  issueTicket: { ...member, call: async (stage, owner) => ({ params: { id: await file(stage, owner) } }) },
  downloadFile: {
    ...member,
    call: async (stage, owner) => {
      const { body } = await owing(stage, owner).clients.validator.issueTicket({ params: { id: await file(stage, owner) } });
      return { params: { id: body.url.replace('/v1/files/', '') } };
    },
  },
};

const link = { title: { es: '=Nota' }, url: 'https://example.org/nota', public: true };
const picture = { query: { name: 'mapa.png', title: '=Mapa' }, body: png(), mediaType: 'image/png' } as const;

/** A year for each call: one cell has one report. */
let year = 5000;
const newReport = ({ common }: Stage) => ({ activity: common, period: String((year += 1)), done: { es: '=Hecho' } });

/** Who left the network and who never sees a plan owes nothing: a member stands in. */
const owing = ({ GTM, RROCM, MEX }: Stage, owner: Party) => (owner === GTM || owner === RROCM ? MEX : owner);

const draft = async (stage: Stage, owner: Party): Promise<string> =>
  (await owing(stage, owner).clients.officer.createReport({ body: newReport(stage) })).body.id;

async function submitted(stage: Stage, owner: Party): Promise<string> {
  const id = await draft(stage, owner);
  await owing(stage, owner).clients.officer.submitReport({ params: { id }, ifMatch: '"1"' });
  return id;
}

async function validated(stage: Stage, owner: Party): Promise<string> {
  const id = await submitted(stage, owner);
  await owing(stage, owner).clients.validator.validateReport({ params: { id }, ifMatch: '"2"' });
  return id;
}

async function file(stage: Stage, owner: Party): Promise<string> {
  const { officer } = owing(stage, owner).clients;
  return (await officer.attachEvidence({ params: { id: await draft(stage, owner) }, ...picture })).body.id;
}
