import { training } from '../../shared/contract/training.ts';
import { created, done, ok, versioned } from '../../shared/worker/replies.ts';
import { serve } from '../../shared/worker/serve.ts';
import { createTrainingTerm, deleteTrainingTerm, listTrainingTerms } from './catalogue/terms.ts';
import { answerCosponsorship, askCosponsor } from './cosponsors/cosponsors.ts';
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
  },
  { name: 'training' },
);
