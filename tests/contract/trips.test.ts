import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type OperationId, idsOf, isCreation, operations } from './operations.ts';
import { type Answer, ask } from './request.ts';
import { authorizationFor, sampleCall } from './samples.ts';
import { type Stage, makeStage } from './stage.ts';

/** The verbs that must read before they can write. Everything else takes one round trip to the database. */
const readThenWrite: readonly OperationId[] = [
  'createPlanImport',
  'acceptPlanImport',
  'openPlanDraft',
  'editPlanDraft',
  'publishPlanDraft',
  'createParticipation',
  'createExemption',
  'createReport',
  'reviseReport',
  'attachEvidence',
  'verifyEndpoint',
  'updateServiceOrganisation',
  'updateServiceLocation',
  'updateService',
  'updateCourse',
  'updateEdition',
  'recordAttendance',
  'issueCertificate',
  'reissueCertificate',
  'attachTrainingDocument',
  'linkTrainingDocument',
  'approveServiceOrganisation',
  'approveServiceLocation',
  'approveService',
  'updateSpecimen',
  'publishSpecimen',
  'decideCorrection',
  'addSpecimenImage',
  'addAlertImage',
  'updateAlert',
  'publishAlert',
  'updateFraudMethod',
  'publishFraudMethod',
  'updateEntryRequirement',
  'publishEntryRequirement',
  'updateCriterion',
  'publishCriterion',
  'reportFigure',
];
/** And those that must know where before they know what to read. */
const readTwice: readonly OperationId[] = ['createDirectoryImport', 'refreshSubscription'];
/** What is the same for everybody is in the code. */
const noTrip: readonly OperationId[] = [
  'listEventTypes',
  'getHsds',
  'findTaxonomies',
  'searchTaxonomies',
  'getTaxonomy',
  'findTaxonomyTerms',
  'searchTaxonomyTerms',
  'getTaxonomyTerm',
];
const tripsOf = (id: OperationId) => (noTrip.includes(id) ? 0 : readTwice.includes(id) ? 3 : readThenWrite.includes(id) ? 2 : 1);

/** A repeated call finds its answer where it writes, which is its second trip; a verb that reads first finds it there. */
const tripsOfReplay = (id: OperationId) => ([...readThenWrite, ...readTwice].includes(id) ? 1 : 2);

const told = ({ headers }: Answer) => headers.get('server-timing');
let stage: Stage;
beforeAll(async () => (stage = await makeStage()));

/** The fewest of three: a lost connection to the database costs a trip more, whatever was asked. */
async function fewest(trips: number, once: () => Promise<Answer>): Promise<string | null> {
  let answer = await once();
  for (let again = 0; again < 2 && told(answer) !== inHeader(trips); again += 1) answer = await once();
  expect(answer.status).toBeLessThan(300);
  return told(answer);
}

const inHeader = (trips: number) => `db;desc="${trips}"`;

test.each(operations.map(({ id }) => [id, tripsOf(id)] as const))('%s takes %i round trips', async (id, trips) => {
  const once = async () => ask(id, await sampleCall(id, stage), authorizationFor(id, stage));
  expect(await fewest(trips, once)).toBe(inHeader(trips));
});

test.each(idsOf(isCreation).map((id) => [id, tripsOfReplay(id)] as const))('%s repeated takes %i round trips', async (id, trips) => {
  const call = await sampleCall(id, stage);
  const key = { 'Idempotency-Key': randomUUID() };
  const once = () => ask(id, call, authorizationFor(id, stage), key);
  await once();
  expect(await fewest(trips, once)).toBe(inHeader(trips));
});
