import { type SQL, eq, sql } from 'drizzle-orm';
import { predicate } from '../../../shared/access/predicate.ts';
import type { Text } from '../../../shared/contract/text.ts';
import type { CourseContent } from '../../../shared/contract/training/courses.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import type { Context } from '../../../shared/database/context.ts';
import { enrolments, trainings } from '../../../shared/database/training.ts';
import type { CertifiedTraining } from '../../../shared/database/training-certificates.ts';
import { allowed, place } from '../enrolments/places.ts';

const nameOf = (organisation: SQL) => sql`(select o.name from organisations o where o.id = ${organisation})`;

/** The query for one enrolment that the caller sees, with all that a certificate says of its training. */
export const selectCertifiable = (context: Context, enrolment: string | SQL) =>
  context.db.orm
    .select({
      enrolment: enrolments,
      decides: sql<number>`${predicate(context, 'enrolment:decide', place)}`,
      state: trainings.state,
      content: trainings.content,
      course: sql<string | null>`(select k.content from trainings k where k.id = trainings.course_id)`,
      organiser: sql<string>`${nameOf(sql`trainings.organisation_id`)}`,
      cosponsors: sql<string>`(select json_group_array(json(a.name)) from (select o.name from training_cosponsors s
        join organisations o on o.id = s.organisation_id where s.training_id = trainings.id and s.state = 'accepted' order by o.id) a)`,
    })
    .from(enrolments)
    .innerJoin(trainings, eq(trainings.id, enrolments.training))
    .where(sql`${enrolments.id} = ${enrolment} and ${allowed(context, 'enrolment:read')}`);

export type Certifiable = {
  enrolment: typeof enrolments.$inferSelect;
  decides: number;
  state: typeof trainings.$inferSelect.state;
  content: typeof trainings.$inferSelect.content;
  course: string | null;
  organiser: string;
  cosponsors: string;
};

/** The course of a training, where it has one. */
export const courseOf = ({ course }: Certifiable): CourseContent | null => (course === null ? null : (JSON.parse(course) as CourseContent));

/** What a certificate says of a training, for somebody who was there from the first to the last of these days. */
export function certifiedTraining(row: Certifiable): CertifiedTraining {
  const { title, country = null, place: where = null, hours, modules = [] } = row.content as EditionContent;
  const course = courseOf(row);
  const days = row.enrolment.attended.map(({ on }) => on).toSorted();
  return {
    title,
    course: course?.title ?? null,
    country,
    place: where,
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    hours: hours ?? course?.hours ?? null,
    organiser: JSON.parse(row.organiser) as Text,
    cosponsors: JSON.parse(row.cosponsors) as Text[],
    carriesGuidelines: modules.includes('regional-guidelines'),
  };
}
