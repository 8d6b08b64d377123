import * as z from 'zod';
import { byId } from '../page.ts';
import { answer, contract } from '../route.ts';
import { Printed, Text } from '../text.ts';
import { FileLanguage, planFormats } from './documents.ts';
import { Scheme } from './schemes.ts';

/** What one report says in the annual report. `numbers` are all those that it answers. */
const Entry = z.strictObject({ numbers: z.array(Printed).max(200), text: Text, report: z.uuidv7().nullable() }).meta({ id: 'AnnualEntry' });
export type Entry = z.infer<typeof Entry>;

const Numbered = z.strictObject({ id: z.uuidv7(), number: Printed.nullable(), text: Text });
const entries = z.array(Entry).max(10_000);

/** One actor of a programme with what it was to do, did and will do (register OA-01). */
export const ActorReport = z
  .strictObject({
    organisation: z.strictObject({ code: z.string().max(20), name: Text }),
    mandates: z.array(Numbered).max(5000).meta({ description: 'The numbered items that are its own, or that it reported on' }),
    programmed: entries.meta({ description: 'What was announced for the year' }),
    carriedOut: entries,
    programmedNext: entries.meta({ description: 'What is announced for the year after' }),
    funding: z.array(Entry).max(10_000),
    silent: z.array(Printed).max(5000).meta({ description: 'Numbers on which it says nothing: no information' }),
  })
  .meta({ id: 'ActorReport' });
export type ActorReport = z.infer<typeof ActorReport>;

/** An action of an organisation under a goal. */
const Action = z
  .strictObject({ organisation: z.strictObject({ code: z.string().max(20), name: Text }), text: Text, report: z.uuidv7() })
  .meta({ id: 'AnnualAction' });

const Goal = Numbered.extend({ actions: z.array(Action).max(10_000) }).meta({ id: 'AnnualGoal' });
const ReportedObjective = Numbered.extend({ goals: z.array(Goal).max(2000) }).meta({ id: 'AnnualObjective' });

/** Theme by theme, or axis by axis: objective → goal → actions (register FI-01, FI-02). A goal without actions is silent. */
export const ThemeReport = z
  .strictObject({ code: Printed, title: Text, objectives: z.array(ReportedObjective).max(5000) })
  .meta({ id: 'ThemeReport' });
export type ThemeReport = z.infer<typeof ThemeReport>;

/** What was reported on a programme for a year, in the shape of its scheme: by actor, or by theme. */
export const AnnualReport = z
  .strictObject({
    plan: z.uuidv7(),
    title: Text,
    year: z.int().min(1000).max(9999),
    scheme: Scheme,
    actors: z.array(ActorReport).max(500).meta({ description: 'Where the shape is `mandates`; else empty' }),
    themes: z.array(ThemeReport).max(5000).meta({ description: 'Where the shape is another; else empty' }),
  })
  .meta({ id: 'AnnualReport' });
export type AnnualReport = z.infer<typeof AnnualReport>;

export const annualReports = contract({
  getAnnualReport: {
    method: 'get',
    path: '/v1/programmes/{id}/annual-report',
    tag: 'Documents',
    summary: 'Get what was reported on a plan or programme for a year',
    description: 'From the published reports that the caller may see, in the shape of the scheme of the plan, or in the one asked for.',
    access: 'plan:read',
    params: byId,
    query: z.strictObject({
      year: z.coerce
        .number()
        .int()
        .min(1000)
        .max(9999)
        .meta({ description: 'Calendar year', examples: [2011] }),
      shape: Scheme.shape.shape.optional(),
      format: z.enum(['json', 'docx']).default('json').meta({ description: 'JSON or Word' }),
      language: FileLanguage.default('es'),
    }),
    answers: {
      200: {
        ...answer(AnnualReport, 'The annual report'),
        files: [planFormats.docx],
      },
    },
  },
});
