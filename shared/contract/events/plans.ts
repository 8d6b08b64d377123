import * as z from 'zod';
import { Day } from '../dates.ts';
import { event, idOf } from './kind.ts';

const plan = idOf('The work plan');
const meeting = idOf('The meeting');
const proposal = idOf('The proposal');
const agreement = idOf('The agreement');
const report = idOf('The report');

const obligation = {
  plan,
  activity: idOf('The activity on which it is owed'),
  organisation: idOf('The organisation that owes it'),
  period: z
    .string()
    .max(20)
    .meta({ description: 'The period, as in the ledger', examples: ['2026-S2'] }),
  due: Day.meta({ description: 'The day on which it is due', examples: ['2026-12-01'] }),
  days: z
    .int()
    .min(-1)
    .max(21)
    .meta({ description: 'Days left when it was said, −1 after the day', examples: [7] }),
};

/** What the work plan tells. */
export const planEvents = {
  'plans.plan.relabelled': event('Un plan es para otros que antes', 'A plan is for others than before', { plan }),
  'plans.version.published': event('Un plan tiene otra versión vigente', 'A plan has a new current version', {
    plan,
    version: idOf('The new version'),
  }),
  'plans.meeting.scheduled': event('Una reunión entró en el calendario', 'A meeting has come into the calendar', { meeting }),
  'plans.meeting.changed': event(
    'Una reunión se movió, se confirmó, se celebró o se canceló, o cambió quién participa',
    'A meeting was moved, confirmed, held or called off, or who takes part has changed',
    { meeting },
  ),
  'plans.proposal.made': event('Una reunión propone algo a la instancia siguiente', 'A meeting proposes something to the next body', {
    proposal,
    meeting,
  }),
  'plans.proposal.decided': event(
    'Una instancia aprobó, adoptó, enmendó, aplazó o rechazó una propuesta',
    'A body has approved, adopted, amended, deferred or rejected a proposal',
    { proposal, meeting, goesOn: idOf('The proposal that goes on: the same one, or its amended successor') },
  ),
  'plans.agreement.made': event('Una reunión acordó algo que hacer', 'A meeting has agreed on something to be done', {
    agreement,
    meeting,
  }),
  'plans.agreement.changed': event('Un acuerdo se cumplió, se canceló o cambió', 'An agreement was done, cancelled or changed', {
    agreement,
  }),
  'plans.obligation.due': event(
    'Se debe un informe dentro de 21, 14 o 7 días, u hoy',
    'A report is owed in 21, 14 or 7 days, or today',
    obligation,
  ),
  'plans.obligation.overdue': event('Un informe no llegó a tiempo', 'A report has not come in time', obligation),
  'plans.report.submitted': event(
    'Un informe espera a una segunda persona de su organización',
    'A report waits for a second person of its organisation',
    { report },
  ),
  'plans.report.validated': event(
    'Un informe se validó en nombre de su organización',
    'A report was validated in the name of its organisation',
    { report },
  ),
  'plans.report.returned': event('Un informe se devolvió con un motivo', 'A report was given back with a reason', { report }),
  'plans.report.published': event('Un informe se publicó', 'A report was published', { report }),
} as const;
