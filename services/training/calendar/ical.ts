import { escape, ICalAlarmType, ICalCalendar, type ICalDayJsStub, type ICalEventData, ICalEventStatus } from 'ical-generator';
import { daysAfter } from '../../../shared/contract/dates.ts';
import type { Calendar, CalendarEvent, SessionTime } from './calendar-event.ts';
import { clean, tidied } from './text.ts';
import { particulars } from './words.ts';
import { compact, spansOf, zoneBlock } from './zones.ts';

type Days = Extract<CalendarEvent['when'], { kind: 'days' }>;
type Dated = CalendarEvent & { when: Days | SessionTime };

const statuses = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
} as const;

const isDated = (event: CalendarEvent): event is Dated => event.when.kind === 'days' || event.when.kind === 'session';

/** The library writes an address as if it were text (`\,`), which RFC 5545 3.3.13 does not: what it would escape goes percent-encoded. */
const addressOf = (url: string) => clean(url).replaceAll(/[\s,;\\]/g, encodeURIComponent);

/** The library puts alarms and time zones before other properties of what holds them; RFC 5545 3.4 and 3.6.1 have them after the last one. */
const alarm = /(?<=\r\n)(BEGIN:VALARM\r\n[^]*?\r\nEND:VALARM\r\n)([^]*?\r\n)(?=END:VEVENT\r\n)/g;
const zoneBlocks = /(?<=\r\n)((?:BEGIN:VTIMEZONE\r\n[^]*?\r\nEND:VTIMEZONE\r\n)+)([^]*?\r\n)(?=BEGIN:VEVENT\r\n)/;

/**
 * The calendar as a file of iCalendar (RFC 5545, with NAME and REFRESH-INTERVAL of RFC 7986). The same rows give the same text. Coarse and
 * open events are left out: it has no way to say them but to invent days.
 */
export function calendarFile(calendar: Calendar): string {
  const dated = calendar.events.map(tidied).filter(isDated);
  const spans = spansOf(dated.flatMap(({ when }) => (when.kind === 'session' ? [when] : [])));
  const file = new ICalCalendar({
    prodId: { company: 'Enlace', product: 'Training calendar', language: calendar.language },
    // These two the library does not escape.
    name: escape(clean(calendar.name), false),
    description: escape(clean(calendar.description), false),
    url: addressOf(calendar.url),
    ttl: 3600,
    timezone: {
      name: null,
      generator: (zone) => {
        const span = spans.get(zone);
        return span ? zoneBlock(zone, span) : null;
      },
    },
    events: dated.map((event) => toEvent(event, calendar)),
  });
  return `${file.toString().replaceAll(alarm, '$2$1').replace(zoneBlocks, '$2$1')}\r\n`;
}

function toEvent(event: Dated, { domain, language, alarmMinutes }: Calendar): ICalEventData {
  return {
    id: `${event.id}@${domain}`,
    sequence: event.sequence,
    stamp: event.modifiedAt,
    created: event.createdAt,
    lastModified: event.modifiedAt,
    ...(event.when.kind === 'days' ? days(event.when) : session(event.when)),
    status: statuses[event.status],
    summary: event.title,
    description: [...(event.summary === null ? [] : [event.summary, '']), ...particulars(event, language)].join('\n'),
    location: event.place,
    categories: event.themes.map((name) => ({ name })),
    url: addressOf(event.url),
    alarms:
      alarmMinutes === undefined || event.status === 'cancelled'
        ? []
        : [{ type: ICalAlarmType.display, trigger: alarmMinutes * 60, description: event.title }],
  };
}

const days = ({ from, to }: Days) => ({ start: from, end: daysAfter(to, 1), allDay: true });

function session({ start, end, zone, rule, except = [] }: SessionTime) {
  const [zoned, utc] = zone === 'UTC' ? ['', 'Z'] : [`;TZID=${zone}`, ''];
  const skipped = except.length === 0 ? '' : `\r\nEXDATE${zoned}:${except.map((each) => compact(each) + utc).join(',')}`;
  return {
    start: asItStands(start),
    end: asItStands(end),
    timezone: zone,
    ...(rule === undefined ? {} : { repeating: `RRULE:${rule.replaceAll(/[^\w=;,+-]/g, '')}${skipped}` }),
  };
}

/**
 * A local time that the library prints as it stands. Its own conversions would move one that the change of clocks skips, and with it all
 * that recur after it.
 */
function asItStands(local: string): ICalDayJsStub {
  const [date = '', time = ''] = compact(local).split('T');
  const stub: ICalDayJsStub = {
    tz: () => stub,
    utc: () => stub,
    isValid: () => true,
    format: (form) => (form === 'HHmmss' ? time : date),
    toDate: () => new Date(`${local}Z`),
    toJSON: () => local,
  };
  return stub;
}
