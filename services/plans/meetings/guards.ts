import { sql } from 'drizzle-orm';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Guard } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { memberships } from '../../../shared/database/identity.ts';
import { points } from '../../../shared/database/meetings.ts';
import { bodyField, ofOne } from './places.ts';

const notAMember = new Problem('not-a-member', {
  es: 'Alguna de las organizaciones nombradas no está hoy en la red.',
  en: 'One of the organisations named is not in the network today.',
});
const noSuchPoint = new Problem('unprocessable', { es: 'El punto no es de esa reunión.', en: 'The point is not of that meeting.' });
const calledOff = new Problem('unprocessable', {
  es: 'La reunión está cancelada: no propone, acuerda ni decide nada.',
  en: 'The meeting is cancelled: it proposes, agrees on and decides nothing.',
});

/** That every one of these organisations is in the network today; else `not-a-member`. */
export function membersToday({ now }: Context, network: unknown, organisations: readonly (string | null | undefined)[]): Guard[] {
  const named = [...new Set(organisations)].filter((id) => typeof id === 'string');
  if (named.length === 0) return [];
  const today = now.toISOString().slice(0, 10);
  const holds = sql`not exists (select 1 from json_each(${JSON.stringify(named)}) i where i.value not in (
    select m.organisation_id from ${memberships} m where m.network_id = ${network} and m.starts_on <= ${today}
      and (m.ends_on is null or m.ends_on > ${today})))`;
  return [{ holds, problem: notAMember }];
}

/** That the network has this body; else `unprocessable`, naming it. */
export const bodyOfNetwork = (network: unknown, body: string): Guard => ({
  holds: sql`${bodyField(network, body, 'code')} is not null`,
  problem: new Problem('unprocessable', { es: `La red no tiene la instancia «${body}».`, en: `The network has no body “${body}”.` }),
});

/** That a point, if one is named, is of this meeting; else `unprocessable`. */
export function pointOfMeeting(meeting: unknown, point: string | null | undefined): Guard[] {
  if (typeof point !== 'string') return [];
  return [
    {
      holds: sql`exists (select 1 from ${points} where ${points.id} = ${point} and ${points.meeting} = ${meeting})`,
      problem: noSuchPoint,
    },
  ];
}

/** That a meeting is not called off; else `unprocessable`. */
export const notCancelled = (meeting: unknown): Guard => ({ holds: sql`${ofOne(meeting, 'state')} <> 'cancelled'`, problem: calledOff });
