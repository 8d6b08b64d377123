import type { Event } from '../../../shared/database/commit.ts';
import type { TrainingKind } from '../../../shared/database/training.ts';

type Told = Pick<Event, 'network' | 'tlp' | 'audience' | 'organisation' | 'group'>;

/** The event of any change of a course or an edition, for those who see it. */
export const changedEvent = (kind: TrainingKind, id: string, label: Told): Event =>
  kind === 'course'
    ? { type: 'training.course.changed', subject: id, ...label, data: { course: id } }
    : { type: 'training.edition.changed', subject: id, ...label, data: { edition: id } };
