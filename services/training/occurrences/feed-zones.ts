import { dateOf, dayLength, dayOf, daysOf, type Work } from './days.ts';
import type { ZoneLines } from './feed-lines.ts';
import { EventFault, type Property, propertyOf, whenOf } from './feed-properties.ts';
import { type Clock, clockIn, isZone } from './recurrence.ts';
import { ruleOf } from './rule.ts';

/** A zone of the feed: how to read its local times, and its IANA name where it has one. */
export type Zone = { clock: Clock; name: string | null };
/** From a local time on, in milliseconds as if UTC, the clocks show `after` instead of `before` (milliseconds east of UTC). */
type Change = { at: number; before: number; after: number };

const mostChanges = 2000;
const unreadable = () => new EventFault('la zona no se puede leer', 'the zone cannot be read');
const asUtc = (local: string) => Date.parse(`${local}Z`);
const textOf = ({ values }: Property) => String(values[0]);

function offsetOf(property: Property | undefined): number {
  const [whole, sign, hours, minutes, seconds = '0'] = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(property ? textOf(property) : '') ?? [];
  if (!whole) throw unreadable();
  return (sign === '-' ? -1000 : 1000) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds));
}

function changesOf(lines: string[], window: { from: number; to: number }, work: Work): Change[] {
  const properties = lines.filter((line) => !/^RRULE/i.test(line)).map(propertyOf);
  const get = (name: string) => properties.find((each) => each.name === name);
  const [before, after] = [offsetOf(get('TZOFFSETFROM')), offsetOf(get('TZOFFSETTO'))];
  const begun = get('DTSTART');
  if (!begun) throw unreadable();
  const start = whenOf(begun.values[0], begun).local;
  const written = lines.find((line) => /^RRULE/i.test(line));
  const { rule, fault } = written ? ruleOf(written.slice(written.indexOf(':') + 1)) : { rule: null, fault: null };
  if (fault || (rule && rule.frequency !== 'YEARLY')) throw unreadable();
  // The change in force when the window opens is at most a year older.
  const reach = { from: Math.floor(window.from / dayLength) - 400, last: Math.floor(window.to / dayLength) + 2 };
  const last = rule?.until ? dayOf(rule.until.at) : Infinity;
  const days = rule ? [...daysOf(rule, dayOf(start), reach, work)].filter((day) => day <= last) : [dayOf(start)];
  const dated = properties.filter(({ name }) => name === 'RDATE').flatMap((each) => each.values.map((value) => whenOf(value, each).local));
  return [...days.map((day) => dateOf(day) + start.slice(10)), ...dated].map((local) => ({ at: asUtc(local), before, after }));
}

/** The clock of a VTIMEZONE (RFC 5545 3.6.5), right from some way before the window to its end. */
function clockOf(zone: ZoneLines, window: { from: number; to: number }, work: Work): Clock {
  const changes = zone.parts.flatMap(({ lines }) => changesOf(lines, window, work)).toSorted((a, b) => a.at - b.at);
  const [first] = changes;
  if (!first || changes.length > mostChanges) throw unreadable();
  return (local) => {
    const at = asUtc(local.length > 10 ? local : `${local}T00:00:00`);
    // A skipped time still takes the offset before the gap (RFC 5545 3.3.5).
    const last = changes.findLast((each) => each.at + Math.max(0, each.after - each.before) <= at);
    return at - (last?.after ?? first.before);
  };
}

function ianaName(id: string, zone: ZoneLines | undefined): string | null {
  const location = zone?.lines.find((line) => /^X-LIC-LOCATION:/i.test(line));
  const parts = id.split('/');
  // Some programs write the name after their own: /example.org/20240101_1/Europe/Madrid
  const names = [id, location?.slice(15).trim() ?? '', parts.slice(-3).join('/'), parts.slice(-2).join('/')];
  return names.find((name) => isZone(name)) ?? null;
}

/** The zones that the times of a feed name, each worked out once: by its IANA name, else by its own VTIMEZONE, else null. */
export function zonesOf(zones: ZoneLines[], window: { from: number; to: number }, work: Work): (id: string) => Zone | null {
  const described = new Map<string, ZoneLines>();
  for (const zone of zones) {
    const line = zone.lines.find((each) => /^TZID[:;]/i.test(each));
    if (line)
      described.set(
        line
          .slice(line.indexOf(':') + 1)
          .trim()
          .slice(0, 200),
        zone,
      );
  }
  const known = new Map<string, Zone | null>();
  const find = (id: string): Zone | null => {
    const zone = described.get(id);
    const name = ianaName(id, zone);
    if (name) return { clock: clockIn(name), name };
    try {
      return zone ? { clock: clockOf(zone, window, work), name: null } : null;
    } catch (error) {
      if (error instanceof EventFault) return null;
      throw error;
    }
  };
  return (id) => {
    const zone = known.has(id) ? known.get(id) : find(id);
    known.set(id, zone ?? null);
    return zone ?? null;
  };
}
