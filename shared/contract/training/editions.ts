import * as z from 'zod';
import { Day, Edtf, Instant } from '../dates.ts';
import { Country, line, partId } from '../directory/parts.ts';
import { patchOf } from '../directory/listing.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { Text } from '../text.ts';
import { TrainingLabel, described, labelShown } from './common.ts';
import { Session } from './sessions.ts';
import { TermCode } from './terms.ts';

const editionKinds = ['edition', 'workshop', 'seminar', 'forum', 'national'] as const;
const modalities = ['in-person', 'virtual', 'hybrid'] as const;

/** Its life: planned, open to nominations, confirmed, held, closed; or postponed, or cancelled. */
export const editionStates = ['planned', 'open', 'confirmed', 'held', 'closed', 'postponed', 'cancelled'] as const;
export type EditionState = (typeof editionStates)[number];

/** Who teaches: an organisation, a person by name, or a tutor by certificate. */
const Trainer = z
  .strictObject({
    id: partId,
    organisation: z.uuidv7().optional(),
    name: line.optional(),
    certificate: z.uuidv7().optional().meta({ description: 'The tutor’s certificate of who teaches' }),
  })
  .refine((one) => one.organisation ?? one.name ?? one.certificate, { error: 'Nobody / Nadie' })
  .meta({ id: 'Trainer', examples: [{ name: 'Ana Ejemplo' }] });

const Seats = z
  .strictObject({ id: partId, country: Country, seats: z.int().min(0).max(10_000) })
  .meta({ id: 'TrainingSeats', examples: [{ country: 'GTM', seats: 3 }] });

const qualifiers = ['exactly', 'about', 'almost', 'more-than'] as const;

/** How many persons it reached, as its organiser counts them: figures carry qualifiers (register OA-47). */
const Reached = z
  .strictObject({
    id: partId,
    country: Country.optional(),
    audience: TermCode.optional(),
    people: z.int().min(0).max(10_000_000),
    qualifier: z.enum(qualifiers).optional(),
  })
  .meta({ id: 'PeopleReached', examples: [{ country: 'GTM', people: 64, qualifier: 'exactly' }] });

/**
 * One holding of a course, or an event of its own (register TR-01 … TR-03, TR-06, TR-08, TR-09, TR-11, TR-13, TR-14, OA-23, OA-53). Without
 * `dates` it is to be defined.
 */
export const EditionContent = z
  .strictObject({
    kind: z.enum(editionKinds),
    ...described,
    course: z.uuidv7().optional().meta({ description: 'The course or series that it belongs to' }),
    country: Country.optional().meta({ description: 'The host country' }),
    place: Text.optional(),
    modality: z.enum(modalities).optional(),
    dates: Edtf.optional().meta({ description: 'As precise as is known; left out: to be defined' }),
    sessions: z.array(Session).max(200).optional(),
    trainers: z.array(Trainer).max(100).optional(),
    hours: z.number().min(0.5).max(2000).optional(),
    seats: z
      .array(Seats)
      .max(50)
      .refine((list) => new Set(list.map(({ country }) => country)).size === list.length, {
        error: 'A country twice / Un país dos veces',
      })
      .optional(),
    reofferDays: z.int().min(0).max(365).optional().meta({ description: 'So many days before, seats left over go to those who wait' }),
    activity: z.uuidv7().optional().meta({ description: 'The activity of the plan that it fulfils' }),
    reached: z.array(Reached).max(200).optional().meta({ description: 'People reached, by country and audience where counted' }),
    replicaOf: z.uuidv7().optional().meta({ description: 'The training that it replicates' }),
    replicaDue: Day.optional().meta({ description: 'By when each participating country holds a replica of it' }),
    mandate: line.optional().meta({ description: 'The mandate as it is cited', examples: ['p. 3, Deci., abril 2007'] }),
  })
  .meta({ id: 'EditionContent', examples: [{ kind: 'workshop', title: { es: 'Taller de control migratorio' }, dates: '2010-02' }] });
export type EditionContent = z.output<typeof EditionContent>;

/** An organisation that was asked, to co-sponsor or to come, and what it said (register TR-06, TR-14). */
const Asked = z
  .strictObject({ organisation: z.uuidv7(), state: z.enum(['asked', 'accepted', 'declined']) })
  .meta({ id: 'AskedOrganisation' });
export type Asked = z.output<typeof Asked>;

export const Edition = EditionContent.extend({
  id: z.uuidv7(),
  network: z.uuidv7(),
  organisation: z.uuidv7().meta({ description: 'Who organises it' }),
  state: z.enum(editionStates),
  reason: Text.nullable().meta({ description: 'Why it was postponed or cancelled' }),
  cosponsors: z.array(Asked).max(200),
  guests: z.array(Asked).max(200),
  report: z.uuidv7().nullable().meta({ description: 'The progress report that closing it has drafted' }),
  ...labelShown,
  changedAt: Instant,
  createdAt: Instant,
}).meta({ id: 'Edition' });
export type Edition = z.output<typeof Edition>;

export const NewEdition = EditionContent.extend({ network: z.uuidv7(), label: TrainingLabel.prefault({}) }).meta({
  id: 'NewEdition',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      kind: 'workshop',
      title: { es: 'Taller sobre control migratorio', en: 'Workshop on migration control' },
      country: 'GTM',
      dates: '2026-05-04/2026-05-06',
      themes: ['migration-control'],
      seats: [{ country: 'MEX', seats: 3 }],
    },
  ],
});
export type NewEdition = z.output<typeof NewEdition>;

const EditionPatch = patchOf(EditionContent).meta({ id: 'EditionPatch', examples: [{ dates: '2026-06-01/2026-06-03' }] });

export const EditionStep = z
  .strictObject({
    state: z.enum(editionStates),
    reason: Text.optional(),
  })
  .meta({ id: 'EditionStep', examples: [{ state: 'postponed', reason: { es: 'Elecciones en el país sede' } }] });
export type EditionStep = z.output<typeof EditionStep>;

const tag = 'Training calendar';
const shown = { 200: answer(Edition) };

export const editions = contract({
  listEditions: {
    method: 'get',
    path: '/v1/training-editions',
    tag,
    summary: 'List the trainings that the caller may see, by their first day; those whose date is to be defined come last',
    access: 'training:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      organisation: z.uuidv7().optional(),
      course: z.uuidv7().optional(),
      activity: z.uuidv7().optional(),
      country: Country.optional(),
      kind: z.enum(editionKinds).optional(),
      state: z.enum(editionStates).optional(),
      theme: TermCode.optional(),
      audience: TermCode.optional(),
      module: TermCode.optional(),
      from: Day.optional().meta({ description: 'Those that may not be over by then' }),
      to: Day.optional().meta({ description: 'Those that may begin by then' }),
    }),
    answers: { 200: listOf(Edition) },
  },
  createEdition: {
    method: 'post',
    path: '/v1/training-editions',
    tag,
    summary: 'Plan a training of the caller’s own organisation',
    access: 'training:create',
    body: json(NewEdition),
    answers: { 201: answer(Edition) },
    problems: ['unprocessable', 'labels-disagree'],
  },
  getEdition: {
    method: 'get',
    path: '/v1/training-editions/{id}',
    tag,
    summary: 'Get a training',
    access: 'training:read',
    params: byId,
    answers: shown,
  },
  updateEdition: {
    method: 'patch',
    path: '/v1/training-editions/{id}',
    tag,
    summary: 'Change a training of one’s own organisation',
    access: 'training:write',
    params: byId,
    body: json(EditionPatch),
    answers: shown,
    problems: ['unprocessable', 'conflict'],
  },
  labelEdition: {
    method: 'put',
    path: '/v1/training-editions/{id}/label',
    tag,
    summary: 'Say whom a training is shown to: anyone, the network, governments, or those invited',
    access: 'training:label',
    params: byId,
    body: json(TrainingLabel),
    answers: shown,
    problems: ['labels-disagree', 'consent-needed', 'unprocessable'],
  },
  stepEdition: {
    method: 'put',
    path: '/v1/training-editions/{id}/state',
    tag,
    summary: 'Open, confirm, postpone or cancel a training, say that it was held, or close it',
    description:
      'To postpone and to cancel need a reason; to confirm needs its days; what was held has begun. To close what was held drafts the progress report of its activity, where the organiser owes one for the period in which it ended.',
    access: 'training:write',
    params: byId,
    body: json(EditionStep),
    answers: shown,
    problems: ['conflict', 'unprocessable'],
  },
});
