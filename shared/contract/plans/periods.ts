import * as z from 'zod';

const year = '\\d{4}';
const half = `${year}-S[12]`;
const month = `${year}-(?:0[1-9]|1[0-2])`;
const day = `${month}-(?:0[1-9]|[12]\\d|3[01])`;
const calendar = `(?:${half}|${day}|${month}|${year})`;
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

const isReal = (text: string): boolean =>
  text.split('/').every((part) => !/^\d{4}-\d{2}-\d{2}$/.test(part) || new Date(`${part}T00:00:00Z`).toJSON()?.startsWith(part) === true);
const unreal = { error: 'There is no such day / Ese día no existe' };

/**
 * The period of a cell of the ledger: a calendar half year (`2009-S2`), a year, the EDTF date or interval of the schedule, or the id of the
 * meeting that it is due for.
 */
export const Period = z
  .string()
  .max(40)
  .regex(new RegExp(`^(?:${calendar}(?:/${calendar})?|${uuid})$`))
  .refine(isReal, unreal)
  .meta({ description: 'Half year, year, EDTF date or interval, or id of a meeting', examples: ['2009-S2'] });

function isShort(text: string): boolean {
  const [start = '', end = start] = text.split('/');
  return start.slice(0, 4) <= end.slice(0, 4) && Number(end.slice(0, 4)) - Number(start.slice(0, 4)) < 10;
}

/** A stretch of time to look at: a day, a month, a half year, a year, or from one of them to another. */
export const Window = z
  .string()
  .max(30)
  .regex(new RegExp(`^${calendar}(?:/${calendar})?$`))
  .refine(isReal, unreal)
  .refine(isShort, { error: 'From the earlier to the later, ten years at most / Del anterior al posterior, diez años como máximo' })
  .meta({ description: 'Day, month, half year or year, or an interval of two', examples: ['2009-S2', '2009-S1/2010-S2'] });
