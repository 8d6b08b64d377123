import { and, eq, inArray, sql } from 'drizzle-orm';
import { inNetwork, predicate } from '../../../shared/access/predicate.ts';
import { read } from '../../../shared/access/read.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import type { Owed, ReplicaBoard } from '../../../shared/contract/training/replicas.ts';
import type { Context } from '../../../shared/database/context.ts';
import { trainings } from '../../../shared/database/training.ts';
import { opening } from '../trainings/trainings.ts';
import { theTraining, visibleTraining } from '../trainings/places.ts';

/** Which countries took part, as a JSON array: of those accepted, and of the people counted. */
const participants = sql<string>`(select json_group_array(a.country) from (select e.country from training_enrolments e
  where e.training_id = trainings.id and e.state = 'accepted' and e.country is not null
  union select j.value ->> 'country' from json_each(trainings.content, '$.reached') j where j.value ->> 'country' is not null order by 1) a)`;

/**
 * Which countries that took part in a training have held their replica, as far as the caller sees replicas, and which owe it. Throws
 * not-found for whoever does not see the training or is not in its network (register TR-03).
 */
export async function getReplicaBoard(context: Context, id: string): Promise<ReplicaBoard> {
  const { orm } = context.db;
  const wanted = and(theTraining(context, 'edition', id), predicate(context, 'training:follow', inNetwork(trainings.network)));
  const held = and(
    eq(trainings.kind, 'edition'),
    eq(trainings.replicaOf, id),
    inArray(trainings.state, ['held', 'closed']),
    visibleTraining(context),
  );
  const [[row], replicas] = await read(
    context,
    [
      orm.select({ content: trainings.content, participants }).from(trainings).where(wanted),
      orm
        .select({ id: trainings.id, content: trainings.content })
        .from(trainings)
        .where(held)
        .orderBy(trainings.firstDay, trainings.id)
        .limit(1000),
    ],
    opening(context, wanted, 1),
  );
  if (!row) throw new Problem('not-found');
  const { replicaDue = null } = row.content as EditionContent;
  const late = replicaDue !== null && replicaDue < context.now.toISOString().slice(0, 10);
  const done = new Map(replicas.map((one) => [(one.content as EditionContent).country, one]).toReversed() as [string, Held][]);
  const countries = (JSON.parse(row.participants) as string[]).map((country) => owedBy(country, done.get(country), late));
  return { edition: id, due: replicaDue, countries, people: countries.reduce((sum, { people }) => sum + (people ?? 0), 0) };
}

type Held = { id: string; content: EditionContent };

function owedBy(country: string, held: Held | undefined, late: boolean): Owed {
  if (!held) return { country, state: late ? 'overdue' : 'due', replica: null, dates: null, people: null };
  const { dates = null, reached } = held.content;
  return { country, state: 'held', replica: held.id, dates, people: reached?.reduce((sum, { people }) => sum + people, 0) ?? null };
}
