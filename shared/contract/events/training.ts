import * as z from 'zod';
import { event, idOf } from './kind.ts';

const course = idOf('The course');
const edition = idOf('The training');
const certificate = idOf('The certificate');
const organisation = idOf('The organisation that was asked');

/** What the training calendar tells. */
export const trainingEvents = {
  'training.course.changed': event('Un curso se ofreció o cambió', 'A course was offered or has changed', { course }),
  'training.edition.changed': event('Una capacitación se programó o cambió', 'A training was planned or has changed', { edition }),
  'training.edition.moved': event(
    'Una capacitación se abrió, confirmó, pospuso, canceló o realizó',
    'A training was opened, confirmed, postponed, cancelled or held',
    {
      edition,
      state: z
        .string()
        .max(20)
        .meta({ description: 'Its state', examples: ['confirmed'] }),
    },
  ),
  'training.cosponsor.asked': event('Se pide a una organización copatrocinar', 'An organisation is asked to co-sponsor', {
    edition,
    organisation,
  }),
  'training.cosponsor.answered': event('Una organización respondió si copatrocina', 'An organisation has said whether it co-sponsors', {
    edition,
    organisation,
    accepted: z.boolean().meta({ description: 'Whether it does' }),
  }),
  'training.guest.invited': event('Se invita a una organización a una capacitación', 'An organisation is invited to a training', {
    edition,
    organisation,
  }),
  'training.guest.answered': event('Una organización respondió si asiste', 'An organisation has said whether it comes', {
    edition,
    organisation,
    accepted: z.boolean().meta({ description: 'Whether it comes' }),
  }),
  'training.certificate.issued': event('Se emitió un certificado', 'A certificate was issued', {
    certificate,
    enrolment: idOf('The enrolment'),
  }),
  'training.certificate.revoked': event('Se revocó un certificado', 'A certificate was revoked', { certificate }),
  'training.enrolment.moved': event(
    'Una persona nominada fue aceptada, espera, se declinó o se retiró',
    'A person was nominated, accepted, put on the waiting list, declined or withdrawn',
    {
      enrolment: idOf('The enrolment'),
      state: z
        .string()
        .max(20)
        .meta({ description: 'Where it stands', examples: ['accepted'] }),
    },
  ),
} as const;
