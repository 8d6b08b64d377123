import { training } from '../../shared/contract/training.ts';
import { created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { platformContext } from '../../shared/database/platform-context.ts';
import { serve } from '../../shared/worker/serve.ts';
import { createTrainingTerm, deleteTrainingTerm, listTrainingTerms } from './catalogue/terms.ts';
import { getTrainingClashes } from './clashes/clashes.ts';
import { answerCosponsorship, askCosponsor } from './cosponsors/cosponsors.ts';
import { decideEnrolment, eraseEnrolment, recordAttendance, withdrawEnrolment } from './enrolments/deciding.ts';
import { getEnrolment, listEnrolments } from './enrolments/enrolments.ts';
import { nominate } from './enrolments/nominating.ts';
import { reofferSeats } from './enrolments/reoffer.ts';
import { getFeed, getFeedJson } from './feeds/forms.ts';
import { getReplicaBoard } from './replicas/board.ts';
import { createTraining, labelTraining, updateTraining } from './trainings/keeping.ts';
import { stepEdition } from './trainings/life.ts';
import { getTraining, listTrainings } from './trainings/trainings.ts';

export default serve(
  training,
  {
    listTrainingTerms: async ({ query, after }, context) => ok(await listTrainingTerms(context, query, after)),
    createTrainingTerm: async ({ body }, context) => created(await createTrainingTerm(context, body)),
    deleteTrainingTerm: async ({ params, version }, context) => done(await deleteTrainingTerm(context, params.id, version)),

    listCourses: async ({ query, after }, context) => ok(await listTrainings(context, 'course', query, after)),
    createCourse: async ({ body }, context) => created(await createTraining(context, 'course', body)),
    getCourse: async ({ params }, context) => versioned(await getTraining(context, 'course', params.id)),
    updateCourse: async ({ params, version, body }, context) =>
      versioned(await updateTraining(context, 'course', params.id, version, body)),
    labelCourse: async ({ params, version, body }, context) => versioned(await labelTraining(context, 'course', params.id, version, body)),

    listEditions: async ({ query, after }, context) => ok(await listTrainings(context, 'edition', query, after)),
    createEdition: async ({ body }, context) => created(await createTraining(context, 'edition', body)),
    getEdition: async ({ params }, context) => versioned(await getTraining(context, 'edition', params.id)),
    updateEdition: async ({ params, version, body }, context) =>
      versioned(await updateTraining(context, 'edition', params.id, version, body)),
    labelEdition: async ({ params, version, body }, context) =>
      versioned(await labelTraining(context, 'edition', params.id, version, body)),
    stepEdition: async ({ params, version, body }, context) => versioned(await stepEdition(context, params.id, version, body)),
    askCosponsor: async ({ params, version, body }, context) =>
      versioned(await askCosponsor(context, params.id, version, body.organisation)),
    answerCosponsorship: async ({ params, version, body }, context) =>
      versioned(await answerCosponsorship(context, params.id, version, body.accepted)),

    getCalendarFile: async ({ query, headers }, context, env) => versioned(await getFeed(context, 'ics', askedBy(headers, env), query)),
    getCalendarAtom: async ({ query, headers }, context, env) => versioned(await getFeed(context, 'atom', askedBy(headers, env), query)),
    getCalendarJson: async ({ query, headers }, context, env) => versioned(await getFeedJson(context, askedBy(headers, env), query)),
    getCalendarJsonLd: async ({ query, headers }, context, env) =>
      versioned(await getFeed(context, 'jsonld', askedBy(headers, env), query)),
    getTrainingClashes: async ({ query }, context) => ok(await getTrainingClashes(context, query)),
    getReplicaBoard: async ({ params }, context) => ok(await getReplicaBoard(context, params.id)),

    listEnrolments: async ({ query, after }, context) => ok(await listEnrolments(context, query, after)),
    nominate: async ({ body }, context) => created(await nominate(context, body)),
    getEnrolment: async ({ params }, context) => versioned(await getEnrolment(context, params.id)),
    decideEnrolment: async ({ params, version, body }, context) => versioned(await decideEnrolment(context, params.id, version, body)),
    withdrawEnrolment: async ({ params, version }, context) => versioned(await withdrawEnrolment(context, params.id, version)),
    recordAttendance: async ({ params, version, body }, context) => versioned(await recordAttendance(context, params.id, version, body)),
    eraseEnrolment: async ({ params, version }, context) => versioned(await eraseEnrolment(context, params.id, version)),
  },
  {
    name: 'training',
    scheduled: async (_env, db) => {
      await reofferSeats(platformContext(db));
    },
  },
);

/** Where the platform is, and which validators of a feed the caller has already (RFC 9110, 13.1.2). */
const askedBy = (headers: Headers, env: object) => ({
  origin: (env as { ORIGIN: string }).ORIGIN,
  known: [...(headers.get('if-none-match') ?? '').matchAll(/"([^"]+)"/g)].map(([, tag = '']) => tag),
});
