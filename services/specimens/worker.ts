import { specimens } from '../../shared/contract/specimens.ts';
import { fileVaultOf } from '../../shared/files/store.ts';
import { computed, created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { serve } from '../../shared/worker/serve.ts';
import { acknowledgeAlert, listAlertAcknowledgements } from './alerts/acknowledgements.ts';
import { listCorrelations } from './alerts/correlations.ts';
import { addSighting, listSightings, removeSighting } from './alerts/sightings.ts';
import { getBorderCard } from './card/border-card.ts';
import { discardEntry, updateEntry } from './entries/changes.ts';
import { checkSpecimen, returnSpecimen, submitSpecimen } from './entries/checking.ts';
import { createEntry } from './entries/creation.ts';
import { getEntry, listEntries } from './entries/entries.ts';
import { publishEntry, withdrawEntry } from './entries/publication.ts';
import { getFigureBoard } from './figures/board.ts';
import { draftFigure } from './figures/drafting.ts';
import { getFigure, listFigures } from './figures/figures.ts';
import { confirmFigure, correctFigure } from './figures/keeping.ts';
import { plansOver } from '../../shared/worker/plans-api.ts';
import { reportFigure } from './figures/reporting.ts';
import { confirmImage } from './images/confirmation.ts';
import { listOriginalRequests, releaseOriginal, requestOriginal } from './images/originals.ts';
import { removeImage } from './images/removal.ts';
import { listSimilarImages } from './images/similar.ts';
import { downloadImage, issueImageTicket, issueOriginalTicket } from './images/tickets.ts';
import { type Studio, addImage } from './images/upload.ts';
import { getRequirementMatrix } from './requirements/matrix.ts';
import { getSecurityFeatures } from './specimens/glossary.ts';
import { decideCorrection, listCorrections, proposeCorrection } from './specimens/corrections.ts';
import { listOpenings } from './specimens/openings.ts';
import { exportAlerts, getAlertBundle } from './stix/alert-bundles.ts';

export default serve(
  specimens,
  {
    getSecurityFeatures: async (_, context) => ok(await getSecurityFeatures(context)),

    listSpecimens: async ({ query, after }, context) => ok(await listEntries(context, 'specimen', query, after)),
    createSpecimen: async ({ body }, context) => created(await createEntry(context, 'specimen', body)),
    getSpecimen: async ({ params }, context) => computed(await getEntry(context, 'specimen', params.id)),
    updateSpecimen: async ({ params, version, body }, context) =>
      computed(await updateEntry(context, 'specimen', params.id, version, body)),
    discardSpecimen: async ({ params, version }, context) => done(await discardEntry(context, 'specimen', params.id, version)),
    submitSpecimen: async ({ params, version }, context) => computed(await submitSpecimen(context, params.id, version)),
    checkSpecimen: async ({ params, version }, context) => computed(await checkSpecimen(context, params.id, version)),
    returnSpecimen: async ({ params, version, body }, context) => computed(await returnSpecimen(context, params.id, version, body.reason)),
    publishSpecimen: async ({ params, version, body }, context) =>
      computed(await publishEntry(context, 'specimen', params.id, version, body)),
    withdrawSpecimen: async ({ params, version, body }, context) =>
      computed(await withdrawEntry(context, 'specimen', params.id, version, body.reason)),
    listCorrections: async ({ query, after }, context) => ok(await listCorrections(context, query, after)),
    proposeCorrection: async ({ params, body }, context) => created(await proposeCorrection(context, params.id, body)),
    decideCorrection: async ({ params, version, body }, context) => versioned(await decideCorrection(context, params.id, version, body)),
    listOpenings: async ({ params, query, after }, context) => ok(await listOpenings(context, params.id, query, after)),

    addSpecimenImage: async ({ params, query, body }, context, env) =>
      created(await addImage(context, await studioOf(env), 'specimen', params.id, { ...query, ...body })),
    addAlertImage: async ({ params, query, body }, context, env) =>
      created(await addImage(context, await studioOf(env), 'alert', params.id, { ...query, ...body })),
    confirmImage: async ({ params, version }, context) => done(await confirmImage(context, params.id, version)),
    removeImage: async ({ params, version }, context) => done(await removeImage(context, params.id, version)),
    listSimilarImages: async ({ params }, context) => ok(await listSimilarImages(context, params.id)),
    issueImageTicket: async ({ params, body }, context) => ok(await issueImageTicket(context, params.id, body.size)),
    listOriginalRequests: async ({ query, after }, context) => ok(await listOriginalRequests(context, query, after)),
    requestOriginal: async ({ params, body }, context) => created(await requestOriginal(context, params.id, body.reason)),
    releaseOriginal: async ({ params, version, body }, context) =>
      versioned(await releaseOriginal(context, params.id, version, body.released)),
    issueOriginalTicket: async ({ params }, context) => ok(await issueOriginalTicket(context, params.id)),
    downloadImage: async ({ params }, context, env) => ok(await downloadImage(context, await studioOf(env), params.id)),

    listAlerts: async ({ query, after }, context) => ok(await listEntries(context, 'alert', query, after)),
    createAlert: async ({ body }, context) => created(await createEntry(context, 'alert', body)),
    getAlert: async ({ params }, context) => computed(await getEntry(context, 'alert', params.id)),
    updateAlert: async ({ params, version, body }, context) => computed(await updateEntry(context, 'alert', params.id, version, body)),
    discardAlert: async ({ params, version }, context) => done(await discardEntry(context, 'alert', params.id, version)),
    publishAlert: async ({ params, version, body }, context) => computed(await publishEntry(context, 'alert', params.id, version, body)),
    cancelAlert: async ({ params, version, body }, context) =>
      computed(await withdrawEntry(context, 'alert', params.id, version, body.reason)),
    listSightings: async ({ params, query, after }, context) => ok(await listSightings(context, params.id, query, after)),
    addSighting: async ({ params, body }, context) => created(await addSighting(context, params.id, body)),
    removeSighting: async ({ params, version }, context) => done(await removeSighting(context, params.id, params.sightingId, version)),
    listAlertAcknowledgements: async ({ params, query, after }, context) =>
      ok(await listAlertAcknowledgements(context, params.id, query, after)),
    acknowledgeAlert: async ({ params, body }, context) => ok(await acknowledgeAlert(context, params.id, body)),
    listCorrelations: async ({ params, query, after }, context) => ok(await listCorrelations(context, params.id, query, after)),

    getBorderCard: async ({ params, query }, context, env) =>
      versioned(await getBorderCard(context, await fileVaultOf(env), params.id, query.language)),
    getAlertBundle: async ({ params }, context, env) => versioned(await getAlertBundle(context, originOf(env), params.id)),
    exportAlerts: async ({ query }, context, env) => versioned(await exportAlerts(context, originOf(env), query)),

    listFraudMethods: async ({ query, after }, context) => ok(await listEntries(context, 'method', query, after)),
    createFraudMethod: async ({ body }, context) => created(await createEntry(context, 'method', body)),
    getFraudMethod: async ({ params }, context) => computed(await getEntry(context, 'method', params.id)),
    updateFraudMethod: async ({ params, version, body }, context) =>
      computed(await updateEntry(context, 'method', params.id, version, body)),
    discardFraudMethod: async ({ params, version }, context) => done(await discardEntry(context, 'method', params.id, version)),
    publishFraudMethod: async ({ params, version, body }, context) =>
      computed(await publishEntry(context, 'method', params.id, version, body)),
    withdrawFraudMethod: async ({ params, version, body }, context) =>
      computed(await withdrawEntry(context, 'method', params.id, version, body.reason)),

    listEntryRequirements: async ({ query, after }, context) => ok(await listEntries(context, 'requirement', query, after)),
    createEntryRequirement: async ({ body }, context) => created(await createEntry(context, 'requirement', body)),
    getEntryRequirement: async ({ params }, context) => computed(await getEntry(context, 'requirement', params.id)),
    updateEntryRequirement: async ({ params, version, body }, context) =>
      computed(await updateEntry(context, 'requirement', params.id, version, body)),
    discardEntryRequirement: async ({ params, version }, context) => done(await discardEntry(context, 'requirement', params.id, version)),
    publishEntryRequirement: async ({ params, version, body }, context) =>
      computed(await publishEntry(context, 'requirement', params.id, version, body)),
    withdrawEntryRequirement: async ({ params, version, body }, context) =>
      computed(await withdrawEntry(context, 'requirement', params.id, version, body.reason)),
    getRequirementMatrix: async ({ query }, context) => ok(await getRequirementMatrix(context, query)),

    listCriteria: async ({ query, after }, context) => ok(await listEntries(context, 'criterion', query, after)),
    createCriterion: async ({ body }, context) => created(await createEntry(context, 'criterion', body)),
    getCriterion: async ({ params }, context) => computed(await getEntry(context, 'criterion', params.id)),
    updateCriterion: async ({ params, version, body }, context) =>
      computed(await updateEntry(context, 'criterion', params.id, version, body)),
    discardCriterion: async ({ params, version }, context) => done(await discardEntry(context, 'criterion', params.id, version)),
    publishCriterion: async ({ params, version, body }, context) =>
      computed(await publishEntry(context, 'criterion', params.id, version, body)),
    withdrawCriterion: async ({ params, version, body }, context) =>
      computed(await withdrawEntry(context, 'criterion', params.id, version, body.reason)),

    listFigures: async ({ query, after }, context) => ok(await listFigures(context, query, after)),
    draftFigure: async ({ body }, context) => created(await draftFigure(context, body)),
    getFigure: async ({ params }, context) => versioned(await getFigure(context, params.id)),
    correctFigure: async ({ params, version, body }, context) => versioned(await correctFigure(context, params.id, version, body)),
    confirmFigure: async ({ params, version }, context) => versioned(await confirmFigure(context, params.id, version)),
    reportFigure: async ({ params, version, body, headers }, context, env) =>
      versioned(
        await reportFigure(
          context,
          { id: params.id, version, activity: body.activity },
          plansOver(plansIn(env), headers, context.requestId),
        ),
      ),
    getFigureBoard: async ({ query }, context) => ok(await getFigureBoard(context, query)),
  },
  { name: 'specimens' },
);

/** What draws pictures anew and what keeps them. */
const studioOf = async (env: object): Promise<Studio> => ({ images: (env as { IMAGES: Fetcher }).IMAGES, vault: await fileVaultOf(env) });

const originOf = (env: object) => (env as { ORIGIN: string }).ORIGIN;
const plansIn = (env: object) => (env as { PLANS: Fetcher }).PLANS;
