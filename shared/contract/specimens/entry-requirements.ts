import * as z from 'zod';
import { Day } from '../dates.ts';
import { patchOf } from '../directory/listing.ts';
import { Country, WebAddress } from '../directory/parts.ts';
import { NetworkRef } from '../identity/networks.ts';
import { answer, contract } from '../route.ts';
import { Text } from '../text.ts';
import { entry, entryRoutes, newPlace } from './entry.ts';

const authorisations = ['none', 'visa', 'electronic', 'on-arrival', 'special', 'refused'] as const;

/** What a nationality needs to enter a member country, from when on (register IX-02). */
export const RequirementContent = z
  .strictObject({
    nationality: Country,
    authorisation: z.enum(authorisations),
    conditions: Text.optional(),
    days: z.int().min(1).max(3650).optional().meta({ description: 'Days that one may stay' }),
    from: Day.meta({ description: 'The first day on which it holds' }),
    to: Day.optional().meta({ description: 'The first day on which it no longer holds' }),
    source: Text,
    url: WebAddress.optional(),
  })
  .meta({
    id: 'EntryRequirementContent',
    examples: [{ nationality: 'GTM', authorisation: 'visa', from: '2026-01-01', source: { es: 'Circular de muestra' } }],
  });
export type RequirementContent = z.output<typeof RequirementContent>;

export const EntryRequirement = entry(RequirementContent).meta({ id: 'EntryRequirement' });
export type EntryRequirement = z.output<typeof EntryRequirement>;

const NewEntryRequirement = RequirementContent.extend(newPlace).meta({
  id: 'NewEntryRequirement',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      country: 'MEX',
      nationality: 'GTM',
      authorisation: 'visa',
      from: '2026-01-01',
      source: { es: 'Circular de muestra', en: 'Sample circular' },
    },
  ],
});

/** What holds on a day, one cell for each member country and nationality of which something is known. */
export const RequirementMatrix = z
  .strictObject({
    network: z.uuidv7(),
    on: Day,
    countries: z.array(Country).max(300),
    nationalities: z.array(Country).max(300),
    cells: z
      .array(
        z.strictObject({
          country: Country,
          nationality: Country,
          authorisation: z.enum(authorisations),
          requirement: z.uuidv7(),
          from: Day,
          changes: Day.nullable().meta({ description: 'The day from which another one is known to hold' }),
        }),
      )
      .max(10_000),
  })
  .meta({ id: 'RequirementMatrix' });
export type RequirementMatrix = z.output<typeof RequirementMatrix>;

const tag = 'Entry requirements and criteria';
const routes = entryRoutes(
  {
    path: '/v1/entry-requirements',
    tag,
    one: 'entry requirement',
    many: 'entry requirements',
    end: 'withdrawal',
    filters: {
      nationality: Country.optional(),
      authorisation: z.enum(authorisations).optional(),
      since: Day.optional().meta({ description: 'Those that begin to hold on this day or later: the changes' }),
    },
  },
  {
    one: EntryRequirement,
    made: NewEntryRequirement,
    patch: patchOf(RequirementContent).meta({ id: 'EntryRequirementPatch', examples: [{ days: 30 }] }),
  },
);

export const entryRequirements = contract({
  listEntryRequirements: routes.list,
  createEntryRequirement: routes.create,
  getEntryRequirement: routes.get,
  updateEntryRequirement: routes.update,
  discardEntryRequirement: routes.discard,
  publishEntryRequirement: routes.publish,
  withdrawEntryRequirement: routes.withdraw,
  getRequirementMatrix: {
    method: 'get',
    path: '/v1/requirement-matrix',
    tag,
    summary: 'Get which nationality needs what to enter which member country on a day',
    description: 'Of what is published for the caller: the newest that holds on that day, and the day of the next known change.',
    access: 'exchange:read',
    query: z.strictObject({
      network: NetworkRef,
      on: Day.optional().meta({ description: 'Today when left out' }),
      nationality: Country.optional(),
      country: Country.optional(),
    }),
    answers: { 200: answer(RequirementMatrix) },
    problems: ['not-found'],
  },
});
