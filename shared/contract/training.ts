import { clashes } from './training/clashes.ts';
import { cosponsors } from './training/cosponsors.ts';
import { courses } from './training/courses.ts';
import { editions } from './training/editions.ts';
import { enrolments } from './training/enrolments.ts';
import { feeds } from './training/feeds.ts';
import { replicas } from './training/replicas.ts';
import { trainingTerms } from './training/terms.ts';

type Training = typeof trainingTerms &
  typeof courses &
  typeof editions &
  typeof cosponsors &
  typeof enrolments &
  typeof replicas &
  typeof feeds &
  typeof clashes;

/** Everything the training worker answers. */
export const training: Training = {
  ...trainingTerms,
  ...courses,
  ...editions,
  ...cosponsors,
  ...enrolments,
  ...replicas,
  ...feeds,
  ...clashes,
};
