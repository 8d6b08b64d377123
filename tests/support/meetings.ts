import { expect } from 'vitest';
import type { z } from 'zod';
import { createAgreement } from '../../services/plans/meetings/agreements.ts';
import { createMeeting } from '../../services/plans/meetings/meetings.ts';
import { addPoint } from '../../services/plans/meetings/points.ts';
import { createProposal } from '../../services/plans/meetings/proposals.ts';
import { NewAgreement } from '../../shared/contract/plans/agreements.ts';
import { NewMeeting } from '../../shared/contract/plans/meetings.ts';
import { NewPoint } from '../../shared/contract/plans/points.ts';
import { NewProposal } from '../../shared/contract/plans/proposals.ts';
import type { Context } from '../../shared/database/context.ts';

type Without<T, K extends string> = Omit<T, K> & Partial<T>;

/** Puts a meeting of the model network into the calendar; gives it. */
export const meet = async (context: Context, input: Without<z.input<typeof NewMeeting>, 'network'>) =>
  (await createMeeting(context, NewMeeting.parse({ network: 'crm', ...input }))).body;

/** Adds a point to the report of a meeting; gives it. */
export const point = async (context: Context, meeting: string, label: string, more: Partial<z.input<typeof NewPoint>> = {}) =>
  (await addPoint(context, meeting, NewPoint.parse({ label, text: { es: `Punto ${label}` }, ...more }))).body;

/** Records a proposal of a meeting; gives it. */
export const propose = async (context: Context, meeting: string, more: Partial<z.input<typeof NewProposal>> = {}) =>
  (await createProposal(context, NewProposal.parse({ meeting, text: { es: 'Hacer un directorio' }, ...more }))).body;

/** Records an agreement of a meeting; gives it. */
export const agreeOn = async (context: Context, meeting: string, more: Partial<z.input<typeof NewAgreement>> = {}) =>
  (await createAgreement(context, NewAgreement.parse({ meeting, text: { es: 'Enviar' }, deadline: { kind: 'toBeDefined' }, ...more })))
    .body;

/** The organisation of a caller. */
export const organisationOf = ({ principal }: Context): string => principal?.organisation ?? '';

/** A matcher for the problem that a verb throws. */
export const refusal = (code: string) => expect.objectContaining({ code }) as unknown;
