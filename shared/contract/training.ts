import { asked } from './training/asked.ts';
import { calendarLinks } from './training/calendar-links.ts';
import { certificates } from './training/certificates.ts';
import { clashes } from './training/clashes.ts';
import { courses } from './training/courses.ts';
import { trainingDocuments } from './training/documents.ts';
import { editions } from './training/editions.ts';
import { enrolments } from './training/enrolments.ts';
import { feeds } from './training/feeds.ts';
import { trainingFigures } from './training/figures.ts';
import { replicas } from './training/replicas.ts';
import { subscriptions } from './training/subscriptions.ts';
import { trainingTerms } from './training/terms.ts';

type Training = typeof trainingTerms &
  typeof courses &
  typeof editions &
  typeof asked &
  typeof trainingDocuments &
  typeof enrolments &
  typeof certificates &
  typeof replicas &
  typeof trainingFigures &
  typeof feeds &
  typeof calendarLinks &
  typeof clashes &
  typeof subscriptions;

/** Everything the training worker answers. */
export const training: Training = {
  ...trainingTerms,
  ...courses,
  ...editions,
  ...asked,
  ...trainingDocuments,
  ...enrolments,
  ...certificates,
  ...replicas,
  ...trainingFigures,
  ...feeds,
  ...calendarLinks,
  ...clashes,
  ...subscriptions,
};
