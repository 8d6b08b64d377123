import { type SQL, sql } from 'drizzle-orm';
import { labelled, predicate } from '../../../shared/access/predicate.ts';
import { firstDay, lastDay } from '../../../shared/contract/dates.ts';
import { type FieldError, Problem } from '../../../shared/contract/problem.ts';
import type { CourseContent } from '../../../shared/contract/training/courses.ts';
import type { Session } from '../../../shared/contract/training/sessions.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { type ChosenList, chosenLists, standardTerm } from '../../../shared/contract/training/standard-terms.ts';
import type { Guard } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { activities, planVersions, plans } from '../../../shared/database/plans.ts';
import { type TrainingKind, noDay, trainingTerms, trainings } from '../../../shared/database/training.ts';
import { isSkipped } from '../calendar/times.ts';
import { faultOfRule, lastEnd } from '../occurrences/recurrence.ts';
import { visibleTraining } from './places.ts';

type Content = CourseContent | EditionContent;

const wrong = (pointer: string, es: string, en: string): FieldError => ({ pointer, detail: { es, en } });
const refusal = (errors: FieldError[]) => new Problem('unprocessable', errors[0]?.detail, { errors });

/** The first and the last day that a content may mean; the day after all days when they are to be defined. */
export function daysOf(content: Content): { firstDay: string; lastDay: string } {
  const dates = 'dates' in content ? content.dates : undefined;
  return dates === undefined ? { firstDay: noDay, lastDay: noDay } : { firstDay: firstDay(dates), lastDay: lastDay(dates) };
}

/** Whether the dates of a content are known to the day. */
export const hasDays = (content: Content): boolean =>
  'dates' in content && content.dates !== undefined && content.dates.split('/').every((end) => end.length === 10);

/**
 * Refuses dates that end before they begin, sessions outside of them or at a time that the clocks skip, and rules by which a session recurs without an end, too often or beyond
 * them. Throws unprocessable with each place.
 */
export function assertInTime(content: Content): void {
  const days = daysOf(content);
  const faults = days.firstDay > days.lastDay ? [wrong('/body/dates', 'Termina antes de empezar.', 'It ends before it begins.')] : [];
  const sessions = 'sessions' in content ? (content.sessions ?? []) : [];
  const all = [...faults, ...sessions.flatMap((session, index) => faultsOf(session, `/body/sessions/${index}`, days))];
  if (all.length > 0) throw refusal(all);
}

function faultsOf(session: Session, pointer: string, { firstDay: from, lastDay: to }: ReturnType<typeof daysOf>): FieldError[] {
  const fault = session.rule === undefined ? null : faultOfRule(session.rule, session.start);
  if (fault) return [{ pointer: `${pointer}/rule`, detail: fault }];
  const skipped = (['start', 'end'] as const).find((end) => isSkipped(session[end], session.zone));
  if (skipped) return [wrong(`${pointer}/${skipped}`, 'Los relojes saltan esa hora ese día.', 'The clocks skip that time on that day.')];
  const last = lastEnd(timesOf(session));
  const isInside = from === noDay || (session.start.slice(0, 10) >= from && last.slice(0, 10) <= to);
  return isInside ? [] : [wrong(pointer, 'La sesión cae fuera de las fechas.', 'The session lies outside the dates.')];
}

/** What a session says of its times. */
export const timesOf = ({ start, end, zone, rule, except = [] }: Session) => ({ start, end, zone, rule: rule ?? null, except });

const fields: Record<ChosenList, 'themes' | 'audiences' | 'modules'> = { theme: 'themes', audience: 'audiences', module: 'modules' };

/** That each theme, audience and module is of the standard lists or of the network's own. */
export function termsAreKnown(network: unknown, content: Content): Guard[] {
  return chosenLists.flatMap((list) => {
    const others = (content[fields[list]] ?? []).filter((code) => !standardTerm(list, code));
    if (others.length === 0) return [];
    const known = sql`select ${trainingTerms.code} from ${trainingTerms} where ${trainingTerms.network} = ${network} and ${trainingTerms.list} = ${list}`;
    return [
      {
        holds: sql`not exists (select 1 from json_each(${JSON.stringify(others)}) j where j.value not in (${known}))`,
        problem: refusal([wrong(`/body/${fields[list]}`, 'La red no tiene uno de esos códigos.', 'The network has no such code.')]),
      },
    ];
  });
}

/**
 * That the course and the training replicated are of the network and seen by the caller, who teaches as a tutor is certified there, and the
 * activity is one of a plan that the caller sees: a foreign one answers like a missing one.
 */
export function namesWhatIsThere(context: Context, network: unknown, content: Content): Guard[] {
  const { course, replicaOf, activity, trainers = [] } = content as EditionContent;
  const tutors = trainers.flatMap(({ certificate }) => certificate ?? []);
  const training = (id: string, kind: TrainingKind) => sql`exists (select 1 from ${trainings} where ${trainings.id} = ${id}
    and ${trainings.kind} = ${kind} and ${trainings.network} = ${network} and ${visibleTraining(context)})`;
  return [
    ...(course ? [isThere(training(course, 'course'), '/body/course')] : []),
    ...(replicaOf ? [isThere(training(replicaOf, 'edition'), '/body/replicaOf')] : []),
    ...(tutors.length > 0 ? [isThere(areTutors(network, tutors), '/body/trainers')] : []),
    ...(activity ? [isThere(ofSeenPlan(context, network, activity), '/body/activity')] : []),
  ];
}

/** That these are certificates of tutors, valid and of trainings of the network. */
const areTutors = (network: unknown, ids: string[]) => sql`not exists (select 1 from json_each(${JSON.stringify(ids)}) j
  where not exists (select 1 from training_certificates c join ${trainings} on ${trainings.id} = c.training_id
    where c.id = j.value and c.kind = 'tutor' and c.revoked_at is null and ${trainings.network} = ${network}))`;

const isThere = (holds: SQL, pointer: string): Guard => ({
  holds,
  problem: refusal([wrong(pointer, 'No está en la red.', 'It is not in the network.')]),
});

const ofSeenPlan = (context: Context, network: unknown, activity: string): SQL => sql`exists (select 1 from ${activities}
  join ${planVersions} on ${planVersions.id} = ${activities.version} join ${plans} on ${plans.id} = ${planVersions.plan}
  where ${activities.id} = ${activity} and ${plans.network} = ${network} and ${predicate(context, 'plan:read', labelled(plans))})`;
