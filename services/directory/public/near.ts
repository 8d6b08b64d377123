import { type SQL, sql } from 'drizzle-orm';

/** Metres of a degree of latitude, on a sphere of 6,371 km. */
const degree = 111_195;

/**
 * The conditions of being at places `l` with a postal code or, with a distance, at most so many metres from the middle of the places that
 * have it: a box first, which an index serves, then the distance on the sphere. A place without coordinates is near nothing.
 */
export function near(postcode: string | undefined, metres: number | undefined): SQL[] {
  if (postcode === undefined) return [];
  if (metres === undefined) return [sql`l.postal_code = ${postcode}`];
  const middle = (column: 'latitude' | 'longitude') =>
    sql`(select avg(m.${sql.raw(column)}) from public_locations m where m.postal_code = ${postcode} and m.latitude is not null)`;
  const [latitude, longitude] = [middle('latitude'), middle('longitude')];
  const side = metres / degree;
  const width = sql`(${side} / max(0.01, cos(radians(${latitude}))))`;
  const half = (from: SQL, to: string) => sql`sin(radians(${sql.raw(to)} - ${from}) / 2)`;
  const chord = sql`(${half(latitude, 'l.latitude')} * ${half(latitude, 'l.latitude')}
    + cos(radians(${latitude})) * cos(radians(l.latitude)) * ${half(longitude, 'l.longitude')} * ${half(longitude, 'l.longitude')})`;
  return [
    sql`l.latitude between ${latitude} - ${side} and ${latitude} + ${side}`,
    sql`l.longitude between ${longitude} - ${width} and ${longitude} + ${width}`,
    sql`2 * ${6_371_000} * asin(min(1, sqrt(${chord}))) <= ${metres}`,
  ];
}
