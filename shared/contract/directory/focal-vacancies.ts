import * as z from 'zod';
import { Day } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { answer, contract } from '../route.ts';
import { PurposeCode } from './focal-purposes.ts';
import { Country } from './parts.ts';

const Vacancy = z
  .strictObject({
    country: Country,
    purpose: PurposeCode,
    since: Day.meta({ description: 'Since when nobody holds it: the end of the last one, or the day on which the country came in' }),
    expired: z.boolean().meta({ description: 'Whether somebody held it once' }),
  })
  .meta({ id: 'FocalVacancy' });

const Overdue = z
  .strictObject({
    focalPoint: z.uuidv7(),
    organisation: z.uuidv7(),
    country: Country,
    purposes: z.array(PurposeCode).max(20),
    lastConfirmedOn: Day,
    confirmBy: Day,
  })
  .meta({ id: 'OverdueFocalPoint' });

/** Which posts of a network nobody holds today, and which nobody has confirmed in time (register DI-01, DI-03). */
export const FocalVacancies = z
  .strictObject({
    network: z.uuidv7(),
    on: Day,
    vacancies: z.array(Vacancy).max(10_000),
    overdue: z.array(Overdue).max(1000).meta({ description: 'The longest overdue first, at most a thousand' }),
  })
  .meta({
    id: 'FocalVacancies',
    examples: [
      {
        network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
        on: '2026-03-01',
        vacancies: [{ country: 'GTM', purpose: 'repatriation-link', since: '2026-02-01', expired: true }],
        overdue: [],
      },
    ],
  });
export type FocalVacancies = z.infer<typeof FocalVacancies>;

export const focalVacancies = contract({
  getFocalVacancies: {
    method: 'get',
    path: '/v1/focal-vacancies',
    tag: 'Focal points',
    summary: 'See which posts of a network nobody holds, and which nobody has confirmed in time',
    description:
      'For governments. Every member country must have a main repatriation link and a main liaison officer; any other purpose counts from when somebody held it for that country.',
    access: 'focal:read',
    query: z.strictObject({ network: NetworkRef }),
    answers: { 200: answer(FocalVacancies) },
    problems: ['not-found'],
  },
});
