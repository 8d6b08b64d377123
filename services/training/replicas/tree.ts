import { type SQL, and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { inNetwork, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import type { CourseTree, Replica, Tutor } from '../../../shared/contract/training/replicas.ts';
import type { Context } from '../../../shared/database/context.ts';
import { enrolments, trainings } from '../../../shared/database/training.ts';
import { certificates } from '../../../shared/database/training-certificates.ts';
import { allowed } from '../enrolments/places.ts';
import { theTraining, visibleTraining } from '../trainings/places.ts';
import { opening } from '../trainings/trainings.ts';

type Held = { id: string; content: EditionContent; of: string | null };
type Certified = { certificate: string; edition: string; holder: string | null; country: string | null };

/**
 * What became of a course: its trainings, who was certified there to teach it, and the replicas held, under who taught them. A tutor's name is
 * for its organisation, the organiser, and whom the holder agreed to show it to. Throws not-found for who does not see the course or is not in
 * its network (register TR-03, TR-16).
 */
export async function getCourseTree(context: Context, id: string): Promise<CourseTree> {
  const { orm } = context.db;
  const wanted = and(theTraining(context, 'course', id), predicate(context, 'training:follow', inNetwork(trainings.network)));
  const seen = and(eq(trainings.kind, 'edition'), visibleTraining(context));
  const ofCourse = orm.select({ id: trainings.id }).from(trainings).where(and(seen, eq(trainings.course, id))); // prettier-ignore
  const isHeld = inArray(trainings.state, ['held', 'closed']);
  const [[course], editions, tutors, held] = await read(
    context,
    [
      orm.select({ id: trainings.id }).from(trainings).where(wanted),
      selectHeld(context, and(seen, eq(trainings.course, id), isNull(trainings.replicaOf)), 1000),
      selectTutors(context, inArray(certificates.training, ofCourse)),
      selectHeld(context, and(seen, isHeld, inArray(trainings.replicaOf, ofCourse)), 10_000),
    ],
    opening(context, wanted, 1),
  );
  if (!course) throw new Problem('not-found');
  const replicas = held as Held[];
  return {
    course: id,
    editions: (editions as Held[]).map((edition) => branchOf(edition, tutors, replicas)),
    people: replicas.reduce((sum, { content }) => sum + (peopleOf(content) ?? 0), 0),
  };
}

const selectHeld = ({ db }: Context, where: SQL | undefined, most: number) =>
  db.orm
    .select({ id: trainings.id, content: trainings.content, of: trainings.replicaOf })
    .from(trainings)
    .where(where)
    .orderBy(asc(trainings.firstDay), asc(trainings.id))
    .limit(most);

const selectTutors = (context: Context, where: SQL) =>
  context.db.orm
    .select({
      certificate: certificates.id,
      edition: certificates.training,
      holder: sql<
        string | null
      >`case when ${certificates.nameShown} or ${allowed(context, 'enrolment:read')} then ${certificates.holder} end`,
      country: enrolments.country,
    })
    .from(certificates)
    .innerJoin(enrolments, eq(enrolments.id, certificates.enrolment))
    .where(and(where, eq(certificates.kind, 'tutor'), isNull(certificates.revokedAt)))
    .orderBy(asc(certificates.id))
    .limit(10_000);

function branchOf({ id, content }: Held, certified: readonly Certified[], replicas: readonly Held[]): CourseTree['editions'][number] {
  const own = replicas.filter(({ of }) => of === id);
  const tutors = certified
    .filter(({ edition }) => edition === id)
    .map(({ certificate, holder, country }): Tutor => {
      const taught = own.filter((one) => taughtBy(one).includes(certificate));
      return { certificate, holder, country, replicas: taught.map(toReplica) };
    });
  const known = new Set(tutors.map(({ certificate }) => certificate));
  const others = own.filter((one) => !taughtBy(one).some((certificate) => known.has(certificate)));
  return { edition: id, title: content.title, dates: content.dates ?? null, tutors, others: others.map(toReplica) };
}

const taughtBy = ({ content }: Held) => (content.trainers ?? []).flatMap(({ certificate }) => certificate ?? []);

/** How many people a training reached, as its organiser counts them; null where nobody counted. */
const peopleOf = ({ reached }: EditionContent): number | null => reached?.reduce((sum, { people }) => sum + people, 0) ?? null;

const toReplica = ({ id, content }: Held): Replica => ({
  edition: id,
  title: content.title,
  country: content.country ?? null,
  dates: content.dates ?? null,
  people: peopleOf(content),
});
