import { cosponsors } from './training/cosponsors.ts';
import { courses } from './training/courses.ts';
import { editions } from './training/editions.ts';
import { trainingTerms } from './training/terms.ts';

type Training = typeof trainingTerms & typeof courses & typeof editions & typeof cosponsors;

/** Everything the training worker answers. */
export const training: Training = { ...trainingTerms, ...courses, ...editions, ...cosponsors };
