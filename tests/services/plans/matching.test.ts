import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listItems } from '../../../services/plans/import/matching-items.ts';
import { matchOutline, type PreviousItem } from '../../../services/plans/import/matching.ts';
import { parsePlan } from '../../../services/plans/import/parse.ts';
import { ItemChange } from '../../../shared/contract/plans/import-report.ts';
import { Outline } from '../../../shared/contract/plans/outline.ts';
import { demoPlan, english, parseCsv, parseText, spanish } from '../../support/plans.ts';

const words = ['informar', 'publicar', 'red', 'víctimas', 'trata', 'datos', 'país', 'taller', 'ley', 'frontera', 'curso', 'norma'];

function id(at: number): string {
  return `0190f3c2-7d7e-7a4e-9d55-${String(at).padStart(12, '0')}`;
}

function previousOf(outline: Outline): PreviousItem[] {
  return listItems(outline).map(({ source: _, ...item }, at) => ({ ...item, id: id(at) }));
}

/** A plan of one axis: each activity as "number text". */
function plan(activities: readonly string[], historical: readonly string[] = []) {
  const cell = (list: readonly string[]) => list.join('\n');
  const active = `Plan\n\n\tOBJETIVOS\n\tACTIVIDADES\n\tRESPONSABLE\n\tCALENDARIO\n\n\nA. Eje\n\n\t1. Prevenir la trata\n\t${cell(activities)}\n\t\n\t\n`;
  const done = historical.length === 0 ? '' : `\nA. Eje\n\n\t1. Lo que ya se hizo\n\t${cell(historical)}\n\t1.1.1 hecho\n`;
  return parseText(active + done).outline;
}

function changes(before: Outline, after: Outline) {
  const { changes: list } = matchOutline(previousOf(before), after, 'es');
  return list
    .filter((one) => one.item === 'activity')
    .map((one) => `${one.previousNumber ?? '-'} > ${one.number ?? '-'} ${one.kinds.join(' ')}`);
}

const inform = 'Informar sobre los avances de las leyes contra la trata';
const publish = 'Publicar las cifras de víctimas de cada país';
const train = 'Realizar cursos para tutores del aula virtual';
const before = plan([`1.1 ${inform}`, `1.2 ${publish}`]);

describe('a newer document', () => {
  test.each([
    [
      'is the same in spite of blanks, accents and dots',
      [`1.1 ${inform.toUpperCase()}`, `1.2  ${publish.replace('í', 'i')}`],
      ['1.1 > 1.1 same', '1.2 > 1.2 same'],
    ],
    ['adds', [`1.1 ${inform}`, `1.2 ${publish}`, `1.3 ${train}`], ['1.1 > 1.1 same', '1.2 > 1.2 same', '- > 1.3 new']],
    [
      'inserts and renumbers (N10)',
      [`1.1 ${train}`, `1.2 ${inform}`, `1.3 ${publish}`],
      ['- > 1.1 new', '1.1 > 1.2 renumbered', '1.2 > 1.3 renumbered'],
    ],
    ['rewords', [`1.1 ${inform} y el tráfico`, `1.2 ${publish}`], ['1.1 > 1.1 changed', '1.2 > 1.2 same']],
    ['rewords and renumbers', [`1.1 ${publish}`, `1.2 ${inform} y el tráfico`], ['1.2 > 1.1 renumbered', '1.1 > 1.2 changed renumbered']],
    ['drops', [`1.1 ${publish}`], ['1.2 > 1.1 renumbered', '1.1 > - gone']],
    ['replaces', [`1.1 ${inform}`, `1.2 ${train}`], ['1.1 > 1.1 same', '- > 1.2 new', '1.2 > - gone']],
  ])('%s', (_, activities, expected) => {
    expect(changes(before, plan(activities))).toEqual(expected);
  });

  test('moves an activity to the historical part', () => {
    expect(changes(before, plan([`1.1 ${inform}`], [`1.1 ${publish}`]))).toEqual([
      '1.1 > 1.1 same',
      '1.2 > 1.1 movedToHistorical renumbered',
    ]);
  });

  test('keeps what stands in both parts where it was', () => {
    const both = plan([`1.1 ${inform}`], [`1.1 ${inform}`]);
    expect(changes(both, both)).toEqual(['1.1 > 1.1 same', '1.1 > 1.1 same']);
    expect(changes(plan([`1.1 ${inform}`]), both)).toEqual(['1.1 > 1.1 same', '- > 1.1 new']);
  });

  test('gives known items their ids and nothing else', () => {
    const { outline } = matchOutline(previousOf(before), plan([`1.1 ${train}`, `1.2 ${inform}`]), 'es');
    const [objective] = outline.parts[0]!.axes[0]!.objectives;
    expect([objective?.id, ...objective!.activities.map((one) => one.id)]).toEqual([id(0), undefined, id(1)]);
    expect(Outline.safeParse(outline).success).toBe(true);
  });

  test('finds nothing of an unrelated plan, and everything new in a first one', () => {
    expect(new Set(changes(before, plan([`1.1 ${train}`])).map((one) => one.split(' ').at(-1)))).toEqual(new Set(['new', 'gone']));
    expect(matchOutline([], before, 'es').changes.every((one) => one.kinds.includes('new'))).toBe(true);
  });
});

describe('a translation', () => {
  const es = parsePlan(demoPlan('es'), 'text/plain', spanish).outline;
  const en = parsePlan(demoPlan('en'), 'text/plain', english).outline;

  test('is matched item by item', () => {
    const previous = previousOf(es);
    const { changes: list } = matchOutline(previous, en, 'en');
    expect(list.map((one) => one.kinds)).toEqual(previous.map(() => ['same']));
    expect(new Set(list.map((one) => one.id))).toEqual(new Set(previous.map((one) => one.id)));
    expect(list.every((one) => one.number === one.previousNumber)).toBe(true);
  });

  test('without numbers is matched by order', () => {
    const csv = (rows: string) => parseCsv(`eje,objetivo,actividad\n${rows}`).outline;
    const previous = previousOf(csv('A. Uno,Prevenir,Informar\nA. Uno,Prevenir,Publicar\n'));
    const translated = previous.map((one) => ({ ...one, text: { en: 'x' } }));
    const { changes: list } = matchOutline(translated, csv('A. Uno,Prevenir,Informar\nA. Uno,Prevenir,Publicar\n'), 'es');
    expect(list.map((one) => one.id)).toEqual([id(0), id(1), id(2)]);
  });
});

describe('whatever the plan', () => {
  const sentences = fc.array(
    fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }).map((list) => list.join(' ')),
    { minLength: 1, maxLength: 12 },
  );
  const numbered = (list: readonly string[]) => plan(list.map((text, at) => `1.${at + 1} ${text}`));

  test('matched with itself it is the same', () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const outline = numbered(list);
        const result = matchOutline(previousOf(outline), outline, 'es');
        expect(result.changes.map((one) => [one.id, one.kinds])).toEqual(
          expect.arrayContaining(previousOf(outline).map((one) => [one.id, ['same']])),
        );
        expect(result.changes).toHaveLength(list.length + 1);
      }),
    );
  });

  test('each previous item is used once and none is lost', () => {
    fc.assert(
      fc.property(sentences, sentences, (one, other) => {
        const previous = previousOf(numbered(one));
        const { changes: list } = matchOutline(previous, numbered(other), 'es');
        expect(ItemChange.array().safeParse(list).success).toBe(true);
        expect(list.flatMap((change) => change.id ?? []).toSorted()).toEqual(previous.map((item) => item.id).toSorted());
        expect(list.filter((change) => !change.kinds.includes('gone'))).toHaveLength(other.length + 1);
      }),
    );
  });

  test('two thousand alike items are matched in bounded time', { timeout: 20_000 }, () => {
    const text = (at: number) => `${words.join(' ')} ${words.toReversed().join('x ')} ${at}`;
    const rows = (from: number) => Array.from({ length: 1_990 }, (_, at) => `A. Uno,1. Prevenir,1.${at} ${text(at + from)}`).join('\n');
    const csv = (from: number) => parseCsv(`eje,objetivo,actividad\n${rows(from)}`).outline;
    const { changes: list } = matchOutline(previousOf(csv(0)), csv(5_000), 'es');
    expect(list.filter((one) => one.kinds.includes('changed')).length).toBeGreaterThan(1_000);
  });
});
