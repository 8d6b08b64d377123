import type { Party } from '../support/world.ts';
import type { OperationId } from './operations.ts';
import type { Call } from './request.ts';
import { identitySamples } from './samples/identity.ts';
import { alertSamples } from './samples/alerts.ts';
import { documentSamples } from './samples/documents.ts';
import { draftSamples } from './samples/drafts.ts';
import { endpointSamples } from './samples/endpoints.ts';
import { eventSamples } from './samples/events.ts';
import { entrySamples } from './samples/exchange.ts';
import { specimenSamples } from './samples/specimens.ts';
import { figureSamples } from './samples/figures.ts';
import { hsdsSamples } from './samples/hsds.ts';
import { ledgerSamples } from './samples/ledger.ts';
import { listingSamples } from './samples/listings.ts';
import { meetingSamples } from './samples/meetings.ts';
import { planSamples } from './samples/plans.ts';
import { reportSamples } from './samples/reports.ts';
import { focalSamples } from './samples/focal-points.ts';
import { exchangeSamples } from './samples/directory-imports.ts';
import { calendarLinkSamples } from './samples/calendar-links.ts';
import { enrolmentSamples } from './samples/enrolments.ts';
import { certificateSamples } from './samples/training-certificates.ts';
import { subscriptionSamples } from './samples/training-subscriptions.ts';
import { trainingDocumentSamples } from './samples/training-documents.ts';
import { trainingSamples } from './samples/trainings.ts';
import type { Samples } from './samples/sample.ts';
import type { Stage } from './stage.ts';

/** One working call for each operation. */
export const samples: Samples<OperationId> = {
  ...identitySamples,
  ...planSamples,
  ...meetingSamples,
  ...draftSamples,
  ...ledgerSamples,
  ...reportSamples,
  ...documentSamples,
  ...listingSamples,
  ...hsdsSamples,
  ...focalSamples,
  ...exchangeSamples,
  ...specimenSamples,
  ...alertSamples,
  ...entrySamples,
  ...figureSamples,
  ...trainingSamples,
  ...calendarLinkSamples,
  ...enrolmentSamples,
  ...certificateSamples,
  ...trainingDocumentSamples,
  ...subscriptionSamples,
  ...endpointSamples,
  ...eventSamples,
};

/** The sample call of an operation, as plain data. */
export const sampleCall = async (id: OperationId, stage: Stage, owner: Party = stage.MEX): Promise<Call> =>
  (await samples[id].call(stage, owner)) as Call;

const kept = new WeakMap<Stage, Map<OperationId, Promise<Call>>>();

/** The same sample call whenever it is asked for: for whoever spoils it, so that it does nothing. */
export function keptCall(id: OperationId, stage: Stage): Promise<Call> {
  const calls = kept.get(stage) ?? new Map<OperationId, Promise<Call>>();
  kept.set(stage, calls);
  const call = calls.get(id) ?? sampleCall(id, stage);
  calls.set(id, call);
  return call;
}

/** The Authorization header of who may make the sample call; null where nobody needs one. */
export const authorizationFor = (id: OperationId, { authorizations }: Stage): string | null => {
  const { by } = samples[id];
  return by && authorizations[by];
};
