import * as z from 'zod';
import { Day } from '../dates.ts';
import { NetworkRef } from '../identity/networks.ts';
import { answer, contract } from '../route.ts';
import { Text } from '../text.ts';
import { FocalPoint } from './focal-point.ts';
import { PurposeCode } from './focal-purposes.ts';
import { listingId } from './listing.ts';
import { Country, line } from './parts.ts';
import { profile } from './taxonomies/profile.ts';

/** A profile by the code of its term; `child` is short for children and adolescents. */
const Profile = z
  .enum(['child', ...profile.terms.map(({ code }) => code)])
  .transform((code) => (code === 'child' ? 'children-adolescents' : code))
  .meta({ description: 'Term of the taxonomy `profile`, or `child`', examples: ['children-adolescents'] });

const CorridorPhone = z
  .strictObject({ number: line, extension: z.int().min(0).max(999_999).nullable(), description: Text.nullable() })
  .meta({ id: 'CorridorPhone' });

const CorridorService = z
  .strictObject({
    id: listingId,
    name: Text,
    organisation: Text.meta({ description: 'Name of the organisation that gives it' }),
    phones: z.array(CorridorPhone).max(200),
    hidden: z.boolean().meta({ description: 'Given at a hidden place: these telephones are the way in' }),
    assuredOn: Day.nullable().meta({ description: 'When somebody last made sure of it' }),
  })
  .meta({ id: 'CorridorService' });

const End = z
  .strictObject({
    country: Country,
    vacant: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether nobody is its main repatriation link today; null when that is not for the caller' }),
    missing: z
      .array(PurposeCode)
      .max(20)
      .nullable()
      .meta({ description: 'The purposes asked about for which it has no main focal point today; null when that is not for the caller' }),
    links: z.array(FocalPoint.extend({ organisationName: Text })).max(200),
    services: z.array(CorridorService).max(100),
  })
  .meta({ id: 'CorridorEnd' });
export type CorridorEnd = z.infer<typeof End>;

/** Both ends of a journey: whom to call and what there is where it begins and where it ends (register DI-03, DI-04). */
export const Corridor = z
  .strictObject({ network: z.uuidv7(), on: Day, profile: z.string().max(40).nullable(), departure: End, reception: End })
  .meta({ id: 'Corridor' });
export type Corridor = z.infer<typeof Corridor>;

export const corridor = contract({
  getCorridor: {
    method: 'get',
    path: '/v1/focal-points/corridor',
    tag: 'Focal points',
    summary: 'Get both ends of a journey: links and services of departure and of reception',
    description:
      'Links are the current focal points for repatriation and consular matters, with children also for child protection, as far as the caller may see them. Services are published ones of the country that help at that end; with a profile, those for it and those for everybody.',
    access: 'focal:read',
    query: z.strictObject({
      from: Country,
      to: Country,
      network: NetworkRef,
      profile: Profile.optional(),
    }),
    answers: { 200: answer(Corridor) },
    problems: ['not-found'],
  },
});
