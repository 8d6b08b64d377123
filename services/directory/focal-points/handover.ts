import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { inNetwork, predicate } from '../../../shared/access/predicate.ts';
import { may } from '../../../shared/access/read.ts';
import type { Handover } from '../../../shared/contract/directory/focal-points.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { type Guard, type Step, commit } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { derivedAnswer } from '../../../shared/database/derived.ts';
import { focalPoints } from '../../../shared/database/focal-points.ts';
import { assertReachable } from './checks.ts';
import { selectFocalPoints, toFocalPoint, versionOf } from './focal-points.ts';
import { newRow, onlyWhere, refusals } from './keeping.ts';
import { type Row, focalPointChanged, keptIn, labelOf, ofFocalPoint, ofOne } from './places.ts';
import { mayName } from './purposes.ts';

const beforeItBegan = { es: 'Empieza antes que quien le precede.', en: 'It begins before the one that it follows.' };
const beginsFirst = new Problem('unprocessable', beforeItBegan, { errors: [{ pointer: '/body/on', detail: beforeItBegan }] });
const hasEnded = new Problem('conflict', { es: 'Para ese día ya terminó.', en: 'It has ended by that day.' });

/**
 * Ends a focal point on a day and starts its successor on that day, with its country, purposes and rank, in one commit. Gives the successor.
 * Throws not-found, forbidden, unprocessable, conflict when it has ended by then or another main one follows already (register DI-03).
 */
export async function handOver(context: Context, id: string, { on, successor }: Handover) {
  assertReachable(successor, '/body/successor');
  const plain = { ...newRow(context, context.principal?.organisation ?? ''), ...successor, from: on };
  const inherited = { ...labelOf(id), country: ofOne(id, 'country'), purposes: ofOne(id, 'purposes'), main: ofOne(id, 'main') };
  const made = { version: 1, location: `/v1/focal-points/${plain.id}` };
  const [row] = await commit(context, {
    guards: [...may(context, 'focal:edit', ofFocalPoint(id), 'focal:read'), ...succeeds(context, id, on)],
    steps: [
      endedOn(context, id, on),
      { query: context.db.orm.insert(focalPoints).values({ ...plain, ...inherited }), refused: refusals },
      ...derivedAnswer(context, placesToFill(plain.id)),
    ],
    audit: { action: 'focal:edit', subject: id, ...keptIn(id) },
    events: [focalPointChanged(id), focalPointChanged(plain.id, labelOf(id))],
    answer: { status: 201, ...made, body: toFocalPoint({ ...plain, ...unknownYet }) },
    result: selectFocalPoints(context, eq(focalPoints.id, plain.id)),
  });
  return { ...made, body: versionOf(row).body };
}

/** What the successor has from the one before it, where the kept answer has a place for it. */
const unknownYet: Pick<Row, 'network' | 'country' | 'purposes' | 'main' | 'tlp' | 'audience'> = {
  network: '',
  country: '',
  purposes: [],
  main: true,
  tlp: 'AMBER',
  audience: 'governments',
};

const placesToFill = (id: string) => ({
  'body.network': ofOne(id, 'network'),
  'body.organisation': ofOne(id, 'organisation'),
  'body.country': ofOne(id, 'country'),
  'body.purposes': sql`json(${ofOne(id, 'purposes')})`,
  'body.rank': sql`iif(${ofOne(id, 'main')}, 'main', 'alternate')`,
  'body.tlp': ofOne(id, 'tlp'),
  'body.audience': ofOne(id, 'audience'),
});

function succeeds(context: Context, id: string, on: string): Guard[] {
  const [network, country, organisation, purposes] = (['network', 'country', 'organisation', 'purposes'] as const).map((name) =>
    ofOne(id, name),
  );
  return [
    { holds: predicate(context, 'network:read', inNetwork(network)), problem: new Problem('forbidden') },
    ...mayName(context, { network, country, organisation, purposes }),
    onlyWhere(id, sql`${focalPoints.from} <= ${on}`, beginsFirst),
    onlyWhere(id, sql`(${focalPoints.to} is null or ${focalPoints.to} > ${on})`, hasEnded),
  ];
}

const endedOn = ({ db }: Context, id: string, on: string): Step => ({
  query: db.orm
    .update(focalPoints)
    .set({ to: on, version: sql`${focalPoints.version} + 1` })
    .where(and(eq(focalPoints.id, id), or(isNull(focalPoints.to), gt(focalPoints.to, on)))),
  one: hasEnded,
});
