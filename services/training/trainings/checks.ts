import { type SQL, sql } from 'drizzle-orm';
import { firstDay, lastDay } from '../../../shared/contract/dates.ts';
import { type FieldError, Problem } from '../../../shared/contract/problem.ts';
import type { CourseContent } from '../../../shared/contract/training/courses.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { type TermList, standardTerm, termLists } from '../../../shared/contract/training/standard-terms.ts';
import type { Guard } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { noDay, trainingTerms, trainings } from '../../../shared/database/training.ts';
import { visibleTraining } from './places.ts';

type Content = CourseContent | EditionContent;

const wrong = (pointer: string, es: string, en: string): FieldError => ({ pointer, detail: { es, en } });
const refusal = (errors: FieldError[]) => new Problem('unprocessable', errors[0]?.detail, { errors });

/** The first and the last day that a content may mean; the day after all days when they are to be defined. */
export function daysOf(content: Content): { firstDay: string; lastDay: string } {
  const dates = 'dates' in content ? content.dates : undefined;
  return dates === undefined ? { firstDay: noDay, lastDay: noDay } : { firstDay: firstDay(dates), lastDay: lastDay(dates) };
}

/** Refuses dates that end before they begin and sessions outside of them. Throws unprocessable with each place. */
export function assertInTime(content: Content): void {
  const days = daysOf(content);
  const faults = days.firstDay > days.lastDay ? [wrong('/body/dates', 'Termina antes de empezar.', 'It ends before it begins.')] : [];
  const sessions = 'sessions' in content ? (content.sessions ?? []) : [];
  const outside = sessions.flatMap(({ start, end }, index) =>
    start.slice(0, 10) < days.firstDay || end.slice(0, 10) > days.lastDay
      ? [wrong(`/body/sessions/${index}`, 'La sesión cae fuera de las fechas.', 'The session lies outside the dates.')]
      : [],
  );
  const all = [...faults, ...(days.firstDay === noDay ? [] : outside)];
  if (all.length > 0) throw refusal(all);
}

const fields: Record<TermList, 'themes' | 'audiences' | 'modules'> = { theme: 'themes', audience: 'audiences', module: 'modules' };

/** That each theme, audience and module is of the standard lists or of the network's own. */
export function termsAreKnown(network: unknown, content: Content): Guard[] {
  return termLists.flatMap((list) => {
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

/** That the course is of the network and seen by the caller, and the activity one of its plans: a foreign one answers like a missing one. */
export function namesWhatIsThere(context: Context, network: unknown, content: Content): Guard[] {
  const { course, activity } = 'course' in content || 'activity' in content ? content : {};
  const guard = (holds: SQL, pointer: string): Guard => ({
    holds,
    problem: refusal([wrong(pointer, 'No está en la red.', 'It is not in the network.')]),
  });
  return [
    ...(course
      ? [
          guard(
            sql`exists (select 1 from ${trainings} where ${trainings.id} = ${course} and ${trainings.kind} = 'course'
              and ${trainings.network} = ${network} and ${visibleTraining(context)})`,
            '/body/course',
          ),
        ]
      : []),
    ...(activity
      ? [
          guard(
            sql`exists (select 1 from activities a join plan_versions v on v.id = a.version_id join plans p on p.id = v.plan_id
              where a.id = ${activity} and p.network_id = ${network})`,
            '/body/activity',
          ),
        ]
      : []),
  ];
}
