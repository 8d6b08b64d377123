import { type SQL, sql } from 'drizzle-orm';
import { labelled, oneOf, predicate } from '../../../shared/access/predicate.ts';
import type { Event } from '../../../shared/database/commit.ts';
import type { Context } from '../../../shared/database/context.ts';
import { focalPoints } from '../../../shared/database/focal-points.ts';
import { sharedRowsOf } from '../../../shared/database/rows.ts';

export type Row = typeof focalPoints.$inferSelect;

/** The condition under which the caller sees a focal point: by its own label. */
export const visibleFocalPoint = (context: Context): SQL => predicate(context, 'focal:read', labelled(focalPoints));

/** Where the rules find one focal point. */
export const ofFocalPoint = (id: string) => oneOf(focalPoints, id, labelled(focalPoints));

/** Whether the caller reads in a network what is for this audience, whosever it is: what is told of what is not there is for them alone. */
export const holdsAudience = (context: Context, network: unknown, audience: 'governments' | 'network'): SQL =>
  predicate(
    context,
    'focal:read',
    labelled({ id: network, network, organisation: sql`null`, audience: sql`${audience}`, group: sql`null` }),
  );

/** One column of a focal point, and its label for events. */
export const { ofOne, keptIn: labelOf } = sharedRowsOf(focalPoints);

/** The network and the keeper of a focal point, for the audit. */
export const keptIn = (id: string) => ({ network: ofOne(id, 'network'), source: ofOne(id, 'organisation') });

type Told = { network: string | SQL; organisation: string | SQL; tlp: Event['tlp']; audience: Event['audience'] };

/** The event of any change of a focal point, for those who see it. */
export const focalPointChanged = (id: string, label: Told = labelOf(id)): Event => ({
  type: 'directory.focal.changed',
  subject: id,
  ...label,
  data: { focalPoint: id },
});
