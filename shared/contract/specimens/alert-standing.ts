import * as z from 'zod';
import { Instant } from '../dates.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, fileOf, json, listOf } from '../route.ts';
import { Language, Text } from '../text.ts';
import { acknowledgements } from '../webhooks/feed.ts';

/** How far an organisation that sees an alert is with it; null where it has said nothing. */
export const AlertAcknowledgement = z
  .strictObject({ organisation: z.uuidv7(), state: z.enum(acknowledgements).nullable(), at: Instant.nullable(), note: Text.nullable() })
  .meta({ id: 'AlertAcknowledgement' });
export type AlertAcknowledgement = z.output<typeof AlertAcknowledgement>;

export const NewAlertAcknowledgement = z
  .strictObject({ state: z.enum(acknowledgements).meta({ examples: ['acted'] }), note: Text.nullable().default(null) })
  .meta({ id: 'NewAlertAcknowledgement', examples: [{ state: 'acted', note: { es: 'Enviada a todos los puestos' } }] });
export type NewAlertAcknowledgement = z.output<typeof NewAlertAcknowledgement>;

const likenesses = ['specimen', 'feature', 'method', 'route'] as const;

/** Another alert that the caller sees, and what it has in common with this one. */
export const Correlation = z
  .strictObject({ alert: z.uuidv7(), title: Text, shares: z.array(z.enum(likenesses)).max(4) })
  .meta({ id: 'AlertCorrelation' });
export type Correlation = z.output<typeof Correlation>;

const tag = 'Alerts on documents';

export const alertStanding = contract({
  listAlertAcknowledgements: {
    method: 'get',
    path: '/v1/alerts/{id}/acknowledgements',
    tag,
    summary: 'List how far each government that sees an alert is with it',
    access: 'exchange:read',
    params: byId,
    query: z.strictObject(paging),
    answers: { 200: listOf(AlertAcknowledgement) },
  },
  acknowledgeAlert: {
    method: 'post',
    path: '/v1/alerts/{id}/acknowledgements',
    tag,
    summary: 'Say for one’s organisation that it was notified of an alert, has read it or has acted on it',
    description: 'What was said goes forward only: who has acted has read.',
    access: 'exchange:contribute',
    params: byId,
    body: json(NewAlertAcknowledgement),
    answers: { 200: answer(AlertAcknowledgement) },
    problems: ['personal-data'],
  },
  listCorrelations: {
    method: 'get',
    path: '/v1/alerts/{id}/correlations',
    tag,
    summary: 'List the alerts that share a specimen, a feature, a method or a leg of the route, of those that the caller may see',
    access: 'exchange:read',
    params: byId,
    query: z.strictObject(paging),
    answers: { 200: listOf(Correlation) },
  },
  getBorderCard: {
    method: 'get',
    path: '/v1/alerts/{id}/card',
    tag,
    summary: 'Get the border card of an alert: one printed page with the checks that need no tool',
    description: 'HTML that stands alone, with the name of the reader’s institution across it.',
    access: 'exchange:read',
    params: byId,
    query: z.strictObject({ language: Language.default('es') }),
    answers: { 200: fileOf(['text/html'], 'The page, as an attachment') },
    problems: ['conflict'],
  },
});
