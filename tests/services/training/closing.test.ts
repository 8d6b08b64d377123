import { beforeEach, describe, expect, test } from 'vitest';
import { createTraining } from '../../../services/training/trainings/keeping.ts';
import { closeEdition } from '../../../services/training/trainings/closing.ts';
import { stepEdition } from '../../../services/training/trainings/life.ts';
import { getReport, listReports } from '../../../services/plans/reports/reports.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { Context } from '../../../shared/database/context.ts';
import { reports } from '../../../shared/database/work.ts';
import { ledgerFor } from '../specimens/figures/ledger.ts';
import { type Reporting, reporting } from '../plans/reports-world.ts';
import { forNetwork } from './training-world.ts';

let network: Reporting;
let officer: Context;
beforeEach(async () => {
  network = await reporting();
  officer = network.by('MEX');
});

const title = { es: 'Taller de cifras', en: 'Workshop on figures' };

/** A training of Mexico's that was held in the second half of 2009. */
async function held(different: Partial<EditionContent> = {}): Promise<string> {
  const content: EditionContent = { kind: 'workshop', title, dates: '2009-09-07/2009-09-09', place: { es: 'Puebla' }, activity: network.activity, ...different }; // prettier-ignore
  const { id } = (await createTraining(officer, 'edition', { network: network.id, label: forNetwork, ...content })).body;
  await stepEdition(officer, id, 1, { state: 'held' });
  return id;
}

const close = (id: string, version = 2, context = officer) => closeEdition(context, id, version, ledgerFor(context));

describe('to close a training', () => {
  test('drafts the progress report of its activity, for the half year in which it ended', async () => {
    const { body } = await close(await held({ reached: [{ people: 40 }, { people: 24 }] }));
    expect(body.state).toBe('closed');
    const { body: report } = await getReport(officer, body.report ?? '');
    expect(report).toMatchObject({
      state: 'draft',
      activity: network.activity,
      period: '2009-S2',
      done: {
        es: 'Se realizó «Taller de cifras» (7 de septiembre de 2009 – 9 de septiembre de 2009; Puebla).',
        en: 'Held: «Workshop on figures» (September 7, 2009 – September 9, 2009; Puebla).',
      },
      indicators: [{ name: { es: 'Personas capacitadas' }, value: 64 }],
    });
  });

  test('links the report that is there already', async () => {
    const first = (await close(await held())).body.report;
    const second = (await close(await held({ dates: '2009-11' }))).body.report;
    expect([first, second]).toEqual([expect.any(String), first]);
    expect((await listReports(officer, { limit: 50 }, null)).items).toHaveLength(1);
  });

  test('tells no small number', async () => {
    const { body } = await close(await held({ reached: [{ people: 3 }] }));
    expect((await getReport(officer, body.report ?? '')).body.indicators).toEqual([]);
  });

  test('is done without a report where none is owed', async () => {
    const { body } = await close(await held({ activity: undefined as never }));
    expect(body).toMatchObject({ state: 'closed', report: null });
    expect(await network.db.orm.select().from(reports)).toEqual([]);
  });

  test('does nothing while the plan does not answer', async () => {
    const id = await held();
    const silent = new Problem('unavailable');
    const plans = { ...ledgerFor(officer), getActivity: () => Promise.reject(silent) };
    await expect(closeEdition(officer, id, 2, plans)).rejects.toBe(silent);
    expect(await network.db.orm.select().from(reports)).toEqual([]);
    expect((await close(id)).body.state).toBe('closed');
  });

  test('cut off after the report was drafted, it goes on with that one', async () => {
    const id = await held();
    const cutOff = { ...ledgerFor(officer) };
    const made: string[] = [];
    const plans = { ...cutOff, createReport: async (...report: Parameters<typeof cutOff.createReport>) => { made.push(await cutOff.createReport(...report)); throw new Problem('unavailable'); } }; // prettier-ignore
    await expect(closeEdition(officer, id, 2, plans)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await close(id)).body.report).toBe(made[0]);
  });

  test('is for its organiser, of what was held, at its version', async () => {
    const id = await held();
    await expect(close(id, 2, network.by('SLV'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(close(id, 1)).rejects.toMatchObject({ code: 'stale' });
    await close(id);
    await expect(close(id, 3)).rejects.toMatchObject({ code: 'conflict' });
    expect(await network.db.orm.select().from(reports)).toHaveLength(1);
  });
});
