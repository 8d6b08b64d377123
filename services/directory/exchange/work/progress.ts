import { eq, sql } from 'drizzle-orm';
import type { Event, Step } from '../../../../shared/database/commit.ts';
import type { Context } from '../../../../shared/database/context.ts';
import { directoryImportFindings, directoryImportRows, directoryImports } from '../../../../shared/database/directory-imports.ts';
import type { Query } from '../../../../shared/database/send.ts';
import { told } from '../../listings/events.ts';
import { type FindingCode, catalogue } from '../findings.ts';
import type { Row as Import } from '../imports/imports.ts';
import { oneOfThem } from '../reading/current.ts';
import type { Chunk, Row } from './chunk.ts';
import type { Decision } from './decide.ts';

/** The statements that write down how far an import is: its rows, why some were skipped, and its figures. */
export function progressSteps(context: Context, one: Import, { isLast }: Pick<Chunk, 'isLast'>, decision: Decision): Step[] {
  const { applied, skipped } = decision;
  const at = context.now.toISOString();
  const graveness = skipped.map(({ code }) => catalogue[code].severity);
  const errors = graveness.filter((severity) => severity === 'error').length;
  const figures = {
    done: sql`${directoryImports.done} + ${applied.length + skipped.length}`,
    skipped: sql`${directoryImports.skipped} + ${skipped.length}`,
    errors: sql`${directoryImports.errors} + ${errors}`,
    warnings: sql`${directoryImports.warnings} + ${skipped.length - errors}`,
    version: sql`${directoryImports.version} + 1`,
    ...(isLast ? { state: 'done' as const, finishedAt: at } : {}),
  };
  return [
    dealtWith(context, one, applied, 'done'),
    dealtWith(
      context,
      one,
      skipped.map(({ row }) => row),
      'skipped',
    ),
    ...(skipped.length > 0 ? [findingStep(context, one, skipped)] : []),
    { query: context.db.orm.update(directoryImports).set(figures).where(eq(directoryImports.id, one.id)) },
  ];
}

function dealtWith({ db }: Context, { id }: Import, rows: Row[], state: 'done' | 'skipped'): Step {
  const numbers = rows.map(({ number }) => number);
  return {
    query: db.orm
      .update(directoryImportRows)
      .set({ state, content: null })
      .where(sql`${directoryImportRows.import} = ${id} and ${oneOfThem(directoryImportRows.number, numbers)}`),
  };
}

function findingStep({ db }: Context, { id }: Import, skipped: { row: Row; code: FindingCode }[]): Step {
  const findings = skipped.map(({ row, code }) => {
    const { severity, es, en } = catalogue[code];
    return { listing: row.id, code, severity, detail: { es, en } };
  });
  const last = sql`(select coalesce(max(number), 0) from ${directoryImportFindings} where import_id = ${id})`;
  const insert = sql`insert into ${directoryImportFindings} (import_id, number, code, severity, pointer, listing_id, detail)
    select ${id}, ${last} + j.key + 1, j.value ->> 'code', j.value ->> 'severity', '', j.value ->> 'listing', j.value -> 'detail'
    from json_each(${JSON.stringify(findings)}) j`;
  return { query: db.orm.run(insert) as unknown as Query };
}

/** What is told of a chunk: each listing that is public now, and the end of the import, to its organisation and to whoever must now approve. */
export function eventsOf(one: Import, { isLast, authority }: Pick<Chunk, 'isLast' | 'authority'>, { applied }: Decision): Event[] {
  const { network, organisation, aim } = one;
  const ended = [...new Set([organisation, aim === 'proposals' ? (authority ?? organisation) : organisation])];
  return [
    ...(aim === 'publication' ? applied.map(({ kind, id }) => told(kind, 'published', id, { network, organisation })) : []),
    ...(isLast ? ended.map((whose) => finished(one, whose)) : []),
  ];
}

/** That an import is over, told to an organisation. */
export const finished = ({ id, network }: Import, organisation: string): Event => ({
  type: 'directory.import.finished',
  subject: id,
  network,
  organisation,
  tlp: 'GREEN',
  audience: 'organisation',
  data: { directoryImport: id },
});
