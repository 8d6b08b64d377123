export type Bilingual = { es: string; en: string };

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** A recurrence rule of RFC 5545 3.3.10 that names days, never hours. `weekday` and `weekStart` count from Monday = 0. */
export type Rule = {
  frequency: (typeof frequencies)[number];
  interval: number;
  count: number | null;
  /** A local date, a local date-time, or (`utc`) an instant without its Z; the day or moment itself belongs to the rule. */
  until: { at: string; utc: boolean } | null;
  weekdays: { nth: number; weekday: number }[];
  monthDays: number[];
  months: number[];
  positions: number[];
  weekStart: number;
};

const keys = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];
const untilForm = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/;

class RuleFault extends Error {
  readonly fault: Bilingual;
  constructor(es: string, en: string) {
    super(en);
    this.fault = { es, en };
  }
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  if (text.length > 1000) throw new RuleFault('La regla es demasiado larga', 'The rule is too long');
  for (const part of text.trim().toUpperCase().replace(/;$/, '').split(';')) {
    const [key = '', value = '', ...rest] = part.split('=');
    const shown = key.slice(0, 30);
    if (!keys.includes(key) || rest.length > 0) throw new RuleFault(`La regla no admite «${shown}»`, `The rule may not carry “${shown}”`);
    if (parts.has(key)) throw new RuleFault(`La regla repite ${key}`, `The rule repeats ${key}`);
    parts.set(key, value);
  }
  return parts;
}

const wrong = (key: string) => new RuleFault(`El valor de ${key} no es válido`, `The value of ${key} is not valid`);

function numbersOf(parts: Map<string, string>, key: string, most: number, signed: boolean): number[] {
  const value = parts.get(key);
  if (value === undefined) return [];
  return value.split(',').map((each) => {
    const size = Math.abs(Number(each));
    if (!/^[+-]?\d{1,10}$/.test(each) || size < 1 || size > most || (!signed && !/^\d/.test(each))) throw wrong(key);
    return Number(each);
  });
}

function weekdaysOf(value: string | undefined): Rule['weekdays'] {
  if (value === undefined) return [];
  return value.split(',').map((each) => {
    const [, nth = '0', name] = /^([+-]?(?:[1-9]|[1-4]\d|5[0-3]))?([A-Z]{2})$/.exec(each) ?? [];
    const weekday = weekdays.findIndex((day) => day === name);
    if (weekday < 0) throw wrong('BYDAY');
    return { nth: Number(nth), weekday };
  });
}

function untilOf(value: string | undefined): Rule['until'] {
  if (value === undefined) return null;
  const [whole, year, month, day, hour, minute, second, utc] = untilForm.exec(value) ?? [];
  const at = hour ? `${year}-${month}-${day}T${hour}:${minute}:${second}` : `${year}-${month}-${day}`;
  if (!whole || !isLocal(at)) throw wrong('UNTIL');
  return { at, utc: utc === 'Z' };
}

/** Whether the text is a real local date (`2026-02-30` is none) or date-time to the second. */
export function isLocal(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/.test(text)) return false;
  const time = Date.parse(`${text.length > 10 ? text : `${text}T00:00:00`}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function checkTogether(rule: Rule): void {
  const { frequency } = rule;
  if (rule.count !== null && rule.until !== null)
    throw new RuleFault('La regla lleva COUNT o UNTIL, no ambos', 'The rule carries COUNT or UNTIL, not both');
  if (rule.weekdays.some(({ nth }) => nth !== 0) && frequency !== 'MONTHLY' && frequency !== 'YEARLY')
    throw new RuleFault('BYDAY lleva ordinal solo con MONTHLY o YEARLY', 'BYDAY carries an ordinal with MONTHLY or YEARLY alone');
  if (rule.monthDays.length > 0 && frequency === 'WEEKLY')
    throw new RuleFault('BYMONTHDAY no va con WEEKLY', 'BYMONTHDAY does not go with WEEKLY');
  if (rule.positions.length > 0 && rule.weekdays.length + rule.monthDays.length + rule.months.length === 0)
    throw new RuleFault('BYSETPOS necesita otra parte BY', 'BYSETPOS needs another BY part');
}

function read(text: string): Rule {
  const parts = partsOf(text);
  const frequency = frequencies.find((each) => each === parts.get('FREQ'));
  if (!frequency) throw new RuleFault('FREQ es DAILY, WEEKLY, MONTHLY o YEARLY', 'FREQ is DAILY, WEEKLY, MONTHLY or YEARLY');
  const single = (key: string) => {
    const [first, ...more] = numbersOf(parts, key, 9_999_999_999, false);
    if (more.length > 0) throw wrong(key);
    return first ?? null;
  };
  const weekStart = weekdays.findIndex((day) => day === (parts.get('WKST') ?? 'MO'));
  if (weekStart < 0) throw wrong('WKST');
  const rule: Rule = {
    frequency,
    interval: single('INTERVAL') ?? 1,
    count: single('COUNT'),
    until: untilOf(parts.get('UNTIL')),
    weekdays: weekdaysOf(parts.get('BYDAY')),
    monthDays: numbersOf(parts, 'BYMONTHDAY', 31, true),
    months: numbersOf(parts, 'BYMONTH', 12, false),
    positions: numbersOf(parts, 'BYSETPOS', 366, true),
    weekStart,
  };
  checkTogether(rule);
  return rule;
}

/** The rule that a text of RFC 5545 3.3.10 says (without `RRULE:`), or what is wrong with it. Hours, minutes, BYYEARDAY and BYWEEKNO are refused. */
export function ruleOf(text: string): { rule: Rule; fault: null } | { rule: null; fault: Bilingual } {
  try {
    return { rule: read(text), fault: null };
  } catch (error) {
    if (error instanceof RuleFault) return { rule: null, fault: error.fault };
    throw error;
  }
}
