import * as z from 'zod';
import { line, partId } from '../directory/parts.ts';
import { Text } from '../text.ts';

/** A time of the clock on a day where the session is held, without its zone. */
const LocalTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  .max(19)
  .refine((text) => new Date(`${text}Z`).toISOString().startsWith(text), { error: 'No such time / No existe esa hora', abort: true })
  .meta({ description: 'Local date and time', examples: ['2026-03-02T09:00:00'] });

/** An IANA time zone. */
const Zone = z
  .string()
  .max(60)
  .regex(/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/)
  .refine(isZone, { error: 'No such time zone / No existe esa zona horaria' })
  .meta({ description: 'IANA time zone', examples: ['America/Guatemala'] });

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A sitting of an edition at its exact time, once or by a rule (RFC 5545, 3.3.10). */
export const Session = z
  .strictObject({
    id: partId,
    title: Text.optional(),
    start: LocalTime,
    end: LocalTime,
    zone: Zone,
    place: line.optional(),
    rule: z
      .string()
      .max(300)
      .optional()
      .meta({ description: 'RRULE of a session that recurs; it ends', examples: ['FREQ=WEEKLY;COUNT=8'] }),
    except: z.array(LocalTime).max(200).optional().meta({ description: 'Starts that are left out' }),
  })
  .refine(({ start, end }) => start < end, { path: ['end'], error: 'It ends before it begins / Termina antes de empezar' })
  .meta({
    id: 'TrainingSession',
    examples: [{ start: '2026-03-02T09:00:00', end: '2026-03-02T12:00:00', zone: 'America/Guatemala', rule: 'FREQ=WEEKLY;COUNT=8' }],
  });
export type Session = z.output<typeof Session>;
