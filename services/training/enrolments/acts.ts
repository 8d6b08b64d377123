import { eq, sql } from 'drizzle-orm';
import { may } from '../../../shared/access/read.ts';
import type { Permission } from '../../../shared/contract/access.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Certificate } from '../../../shared/contract/training/certificates.ts';
import type { Context } from '../../../shared/database/context.ts';
import { rowsOf } from '../../../shared/database/rows.ts';
import { enrolments } from '../../../shared/database/training.ts';
import { selectEnrolments } from './enrolments.ts';
import { auditOf, ofEnrolment } from './places.ts';

export const { versionStep, set, onlyIf } = rowsOf(enrolments);

export const today = ({ now }: Pick<Context, 'now'>): string => now.toISOString().slice(0, 10);

/** What every act on one enrolment asks, records and answers. */
export const act = (context: Context, id: string, permission: Permission) => ({
  guards: may(context, permission, ofEnrolment(id), 'enrolment:read'),
  audit: { action: permission, ...auditOf(id) },
  result: selectEnrolments(context, eq(enrolments.id, id)),
});

const certified = new Problem('conflict', {
  es: 'Hay un certificado vigente que lo dice: revóquelo antes.',
  en: 'A valid certificate says so: revoke it before.',
});

/** A step that lets nothing be taken back while a valid certificate of one of the kinds rests on it. */
export const notCertified = (context: Context, id: string, kinds: readonly Certificate['kind'][]) =>
  onlyIf(
    context,
    id,
    sql`not exists (select 1 from training_certificates c where c.enrolment_id = ${id} and c.revoked_at is null
      and c.kind in (select value from json_each(${JSON.stringify(kinds)})))`,
    certified,
  );
