import fc from 'fast-check';
import { expect, test } from 'vitest';
import { network } from '../../../scripts/demo/network.ts';
import { findCitations } from '../../../services/plans/citations.ts';
import { adoptedActivity, citationOf } from '../../../services/plans/meetings/adoption.ts';
import { OutlineActivity } from '../../../shared/contract/plans/outline.ts';
import { AdoptedActivity } from '../../../shared/contract/plans/proposals.ts';

const { bodies } = network;

test('a proposal of the network of December 2009 becomes an activity that rests on its report to the GRCM', () => {
  const known = AdoptedActivity.parse({
    plan: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
    objective: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c12',
    number: '6.3',
  });
  const made = adoptedActivity({ text: { es: 'Hacer un directorio' } }, known, {
    meeting: { body: 'RED', date: '2009-12-01' },
    point: 'i',
    bodies,
  });
  expect(OutlineActivity.parse(made)).toMatchObject({
    number: '6.3',
    text: { es: 'Hacer un directorio' },
    schedule: null,
    mandates: [
      {
        raw: '(Ref.: p. i, Inf. de la Red, GRCM, diciembre 2009)',
        point: 'i',
        instrument: 'networkReport',
        body: 'GRCM',
        date: '2009-12',
        complete: true,
        foundIn: 'activity',
      },
    ],
  });
});

test.each([
  ['CRM', '2010-05-20/2010-05-21', '4', '(Ref.: p. 4, Decisiones, CRM, mayo 2010)', '2010-05'],
  ['GRCM', '2010', 'e.B', '(Ref.: p. e.B, Inf. de la Red, CRM, 2010)', '2010'],
  ['RED', '2009-12/2010-01', 'a', '(Ref.: p. a, Inf. de la Red, GRCM)', null],
])('what the %s said at %s is cited as %s', (body, date, point, raw, kept) => {
  expect(citationOf({ meeting: { body, date }, point, bodies })).toMatchObject({ raw, date: kept, complete: kept !== null });
});

test('what it prints reads back as the same citation', () => {
  const label = fc.constantFrom('i', 'ii', 'iv', 'viii', 'a', 'g', 'e.A', 'e.B', '8', '10.b', '3.1');
  const month = fc
    .tuple(fc.integer({ min: 1990, max: 2060 }), fc.integer({ min: 1, max: 12 }))
    .map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`);
  const date = fc.oneof(
    month,
    month.map((one) => `${one}-15`),
    month.map((one) => one.slice(0, 4)),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.constantFrom('RED', 'GRCM', 'CRM'), fc.option(label), date, (body, point, met) => {
      const citation = citationOf({ meeting: { body, date: met }, point, bodies });
      expect(findCitations(`Hacer un directorio. ${citation.raw}`, bodies).map((found) => found.citation)).toEqual([citation]);
    }),
  );
});
