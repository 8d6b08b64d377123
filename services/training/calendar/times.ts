import { Temporal } from 'temporal-polyfill';

/** A local time of a zone as RFC 3339 with its offset, `2026-05-04T09:00:00-06:00`; one that the change of clocks skips comes after it. */
export const instantText = (local: string, zone: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toString({ timeZoneName: 'never' });

/** An instant as RFC 3339 with the offset of a zone. */
export const instantIn = (instant: string, zone: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' });

/** Whether no clock of the zone ever shows a local time: the change of clocks skips it. */
export const isSkipped = (local: string, zone: string): boolean =>
  !Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toPlainDateTime().equals(local);
