import * as z from 'zod';
import { Instant } from '../dates.ts';
import { Country } from '../directory/parts.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';

/** A calendar half year, as in the ledger of plans: `2026-S1`. */
export const HalfYear = z
  .string()
  .max(7)
  .regex(/^\d{4}-S[12]$/)
  .meta({ description: 'Half year', examples: ['2026-S1'] });

const persons = z.int().min(0).max(10_000_000);
/** All nationalities together. */
const total = z.int().min(0).max(3_000_000_000);

/** How many persons travelled with false passports of one nationality. */
export const PassportCount = z.strictObject({ nationality: Country, persons }).meta({ id: 'PassportCount' });
export type PassportCount = z.output<typeof PassportCount>;

const counts = z.array(PassportCount).max(300);

/**
 * How many persons travelled with false passports to a country in a half year, by the nationality of the passport: a count, never names
 * (register SP-05). What the alerts and sightings of that country add up to is the draft; the country corrects and confirms it.
 */
export const Figure = z
  .strictObject({
    id: z.uuidv7(),
    network: z.uuidv7(),
    organisation: z.uuidv7(),
    period: HalfYear,
    state: z.enum(['draft', 'confirmed']),
    derived: counts.meta({ description: 'What alerts and sightings added up to when it was drawn up' }),
    counts,
    total,
    note: Text.nullable(),
    report: z.uuidv7().nullable().meta({ description: 'The progress report that tells it in the ledger of the plan' }),
    confirmedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'FalsePassportFigure' });
export type Figure = z.output<typeof Figure>;

export const NewFigure = z
  .strictObject({ network: z.uuidv7(), period: HalfYear })
  .meta({ id: 'NewFalsePassportFigure', examples: [{ network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', period: '2026-S1' }] });
export type NewFigure = z.output<typeof NewFigure>;

export const FigurePatch = z
  .strictObject({ counts, note: Text.nullable() })
  .partial()
  .meta({ id: 'FalsePassportFigurePatch', examples: [{ counts: [{ nationality: 'GTM', persons: 4 }] }] });
export type FigurePatch = z.output<typeof FigurePatch>;

const FigureReport = z
  .strictObject({ activity: z.uuidv7().meta({ description: 'The activity of the plan that it answers, 13.1 in the plan of 2009' }) })
  .meta({ id: 'FigureReport' });

/** Which countries have told which half years: a missing one shows as missing. */
export const FigureBoard = z
  .strictObject({
    network: z.uuidv7(),
    periods: z.array(HalfYear).max(60),
    rows: z
      .array(
        z.strictObject({
          organisation: z.uuidv7(),
          country: z.string().max(20),
          cells: z
            .array(z.strictObject({ period: HalfYear, state: z.enum(['missing', 'draft', 'confirmed']), total: total.nullable() }))
            .max(60),
        }),
      )
      .max(300),
  })
  .meta({ id: 'FalsePassportBoard' });
export type FigureBoard = z.output<typeof FigureBoard>;

const tag = 'Figures on false passports';
const shown = { 200: answer(Figure) };

export const figures = contract({
  listFigures: {
    method: 'get',
    path: '/v1/false-passport-figures',
    tag,
    summary: 'List the half-yearly figures that the caller may see: confirmed ones of all, drafts of its own',
    access: 'figure:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      organisation: z.uuidv7().optional(),
      period: HalfYear.optional(),
    }),
    answers: { 200: listOf(Figure) },
  },
  draftFigure: {
    method: 'post',
    path: '/v1/false-passport-figures',
    tag,
    summary: 'Draw up the figure of the caller’s country for a half year from its alerts and sightings',
    description: 'What is no exercise, was detected in that half year and concerns a passport. Each half year once.',
    access: 'figure:write',
    body: json(NewFigure),
    answers: { 201: answer(Figure) },
    problems: ['conflict', 'unprocessable'],
  },
  getFigure: {
    method: 'get',
    path: '/v1/false-passport-figures/{id}',
    tag,
    summary: 'Get a half-yearly figure',
    access: 'figure:read',
    params: byId,
    answers: shown,
  },
  correctFigure: {
    method: 'patch',
    path: '/v1/false-passport-figures/{id}',
    tag,
    summary: 'Correct a half-yearly figure; one that was confirmed is a draft again',
    access: 'figure:write',
    params: byId,
    body: json(FigurePatch),
    answers: shown,
    problems: ['unprocessable', 'personal-data'],
  },
  confirmFigure: {
    method: 'put',
    path: '/v1/false-passport-figures/{id}/confirmation',
    tag,
    summary: 'Confirm a half-yearly figure in the name of its country: governments of the network see it',
    access: 'figure:confirm',
    params: byId,
    answers: shown,
    problems: ['conflict'],
  },
  reportFigure: {
    method: 'put',
    path: '/v1/false-passport-figures/{id}/report',
    tag,
    summary: 'Tell a confirmed figure in the ledger of the plan, as a progress report that is handed in',
    description: 'Done once; a second call answers the same report. Another person of the organisation validates the report.',
    access: 'figure:write',
    params: byId,
    body: json(FigureReport),
    answers: shown,
    problems: ['conflict', 'unprocessable', 'not-your-obligation', 'unavailable'],
  },
  getFigureBoard: {
    method: 'get',
    path: '/v1/false-passport-board',
    tag,
    summary: 'See which member countries have told which half years, and which are missing',
    access: 'figure:read',
    query: z.strictObject({ network: NetworkRef, from: HalfYear, to: HalfYear }),
    answers: { 200: answer(FigureBoard) },
    problems: ['not-found', 'unprocessable'],
  },
});
