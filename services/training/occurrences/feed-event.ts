import { EventFault, type Length, lengthOf, plainText, type Property, propertyOf, type When, whenOf } from './feed-properties.ts';
import type { Lines } from './feed-lines.ts';
import { type Bilingual, type Rule, ruleOf } from './rule.ts';

/** One VEVENT as written, its dates not yet placed in any zone. */
export type Written = {
  uid: string;
  title: string;
  place: string | null;
  status: 'tentative' | 'confirmed' | 'cancelled';
  sequence: number;
  replaces: When | null;
  start: When;
  end: When | null;
  length: Length | null;
  rule: Rule | null;
  faultOfRule: Bilingual | null;
  also: { start: When; end: When | null; length: Length | null }[];
  except: When[];
};

const statuses = { TENTATIVE: 'tentative', CONFIRMED: 'confirmed', CANCELLED: 'cancelled' } as const;
const isStatus = (text: string): text is keyof typeof statuses => Object.hasOwn(statuses, text);

function alsoOf(property: Property): Written['also'] {
  if (property.type !== 'period') return property.values.map((value) => ({ start: whenOf(value, property), end: null, length: null }));
  const dated = { ...property, type: 'date-time' };
  return property.values.map((value) => {
    const [from, to]: unknown[] = Array.isArray(value) ? value : String(value).split('/');
    const start = whenOf(from, dated);
    if (/^[+-]?P/.test(String(to))) return { start, end: null, length: lengthOf(to) };
    return { start, end: whenOf(to, dated), length: null };
  });
}

function ruleIn(lines: string[]): Pick<Written, 'rule' | 'faultOfRule'> {
  const written = lines.filter((line) => /^RRULE/i.test(line));
  const [line] = written;
  if (line === undefined) return { rule: null, faultOfRule: null };
  if (written.length > 1) return { rule: null, faultOfRule: { es: 'lleva más de una regla', en: 'it carries more than one rule' } };
  const { rule, fault } = ruleOf(line.slice(line.indexOf(':') + 1));
  return { rule, faultOfRule: fault };
}

/** What the lines of one VEVENT say; throws an `EventFault` when it has no UID, no start, or a date that is none. */
export function writtenOf({ lines, cut }: Lines): Written {
  if (cut) throw new EventFault('no está completo', 'it is not complete');
  // The rule is read apart: ical.js throws at one that it does not know, and the event still has its first date.
  const properties = lines.filter((line) => !/^RRULE/i.test(line)).map(propertyOf);
  const get = (name: string) => properties.find((each) => each.name === name);
  const all = (name: string) => properties.filter((each) => each.name === name);
  const text = (name: string) => plainText(get(name)?.values[0] ?? '');
  const when = (name: string) => {
    const property = get(name);
    return property ? whenOf(property.values[0], property) : null;
  };
  const uid = text('UID');
  if (!uid) throw new EventFault('no tiene UID', 'it has no UID');
  const start = when('DTSTART');
  if (!start) throw new EventFault('no tiene comienzo (DTSTART)', 'it has no start (DTSTART)');
  const status = text('STATUS').toUpperCase();
  const length = get('DURATION');
  return {
    uid,
    title: text('SUMMARY') || '—',
    place: text('LOCATION') || null,
    status: isStatus(status) ? statuses[status] : 'confirmed',
    sequence: Number(text('SEQUENCE')) || 0,
    replaces: when('RECURRENCE-ID'),
    start,
    end: when('DTEND'),
    length: length ? lengthOf(length.values[0]) : null,
    ...ruleIn(lines),
    also: all('RDATE').flatMap(alsoOf),
    except: all('EXDATE').flatMap((each) => each.values.map((value) => whenOf(value, each))),
  };
}
