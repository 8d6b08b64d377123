import { eq, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import type { Place } from '../../../shared/access/predicate.ts';
import type { Permission } from '../../../shared/contract/access.ts';
import type { Context } from '../../../shared/database/context.ts';
import { rowsOf } from '../../../shared/database/rows.ts';
import { enrolments } from '../../../shared/database/training.ts';
import { certificates } from '../../../shared/database/training-certificates.ts';
import { auditOf as auditOfEnrolment, place } from '../enrolments/places.ts';

export const { ofOne, versionStep, onlyIf } = rowsOf(certificates);

/** Where the rules find one certificate: by the enrolment that it is of. */
const ofCertificate = (id: string): Place => ({
  ...place,
  exists: sql`1`,
  among: (asked) => sql`exists (select 1 from ${enrolments} join ${certificates} on ${certificates.enrolment} = ${enrolments.id}
    where ${certificates.id} = ${id} and ${asked})`,
});

/** What every act on one certificate asks, records and answers. */
export const act = (context: Context, id: string, permission: Permission) => ({
  guards: may(context, permission, ofCertificate(id), 'enrolment:read'),
  audit: { action: permission, ...auditOfEnrolment(ofOne(id, 'enrolment')), subject: id },
  result: context.db.orm.select().from(certificates).where(eq(certificates.id, id)),
});
