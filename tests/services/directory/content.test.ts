import { describe, expect, test } from 'vitest';
import { faultsOf, isPhone } from '../../../services/directory/listings/checks.ts';
import { identified, merged } from '../../../shared/database/content.ts';
import { NewServiceLocation } from '../../../shared/contract/directory/service-locations.ts';
import { NewService, ServiceContent } from '../../../shared/contract/directory/services.ts';

const service = { organisation: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c52', name: { es: 'X' }, status: 'active' } as const;
const place = { network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11', country: 'GTM', locationType: 'physical' } as const;
const pointers = (content: object) => faultsOf(content, 'GTM').map(({ pointer }) => pointer);

test.each([
  ['+502 0000 0100', 'GTM', true],
  ['0000 0100', 'GTM', true],
  ['1510', 'GTM', true],
  ['*123', 'MEX', true],
  ['12', 'GTM', false],
  ['llámenos', 'GTM', false],
  ['+502 0000 010000000', 'GTM', false],
  ['+000 1', 'GTM', false],
])('%s in %s: a telephone or not', (number, country, expected) => {
  expect(isPhone(number, country)).toBe(expected);
});

describe('what is wrong beyond the shape is named with its place', () => {
  test.each([
    [{ phones: [{ number: 'no' }] }, ['/body/phones/0/number']],
    [{ contacts: [{ phones: [{ number: 'x1' }] }] }, ['/body/contacts/0/phones/0/number']],
    [{ terms: [{ taxonomy: 'help', term: 'nothing' }] }, ['/body/terms/0/term']],
    [{ minimumAge: 18, maximumAge: 17 }, ['/body/maximumAge']],
    [{ latitude: 14 }, ['/body/latitude']],
    [{ longitude: -90 }, ['/body/longitude']],
    [{ addresses: [{ country: 'ZZZ' }] }, ['/body/addresses/0/country']],
    [
      {
        phones: [
          { id: 'a', number: '1510' },
          { id: 'a', number: '1511' },
        ],
      },
      ['/body/phones/1/id'],
    ],
  ])('%j', (content, expected) => {
    expect(pointers(content)).toEqual(expected);
  });

  test('a country that is none', () => expect(faultsOf({}, 'XXX').map(({ pointer }) => pointer)).toEqual(['/body/country']));
  test('nothing', () => expect(pointers({ ...service, terms: [{ taxonomy: 'help', term: 'shelter' }] })).toEqual([]));
});

describe('the shape refuses', () => {
  test.each([
    ['latitude', 91],
    ['latitude', -90.01],
    ['longitude', 180.5],
    ['latitude', Number.NaN],
    ['languages', [{ code: 'español' }]],
    ['languages', [{ code: 'spanish' }]],
    ['languages', [{ code: 'e' }]],
    ['schedules', [{ validFrom: '2026-02-02', validTo: '2026-02-01' }]],
    ['schedules', [{ dtstart: '2026-02-02', until: '2026-02-01' }]],
    ['schedules', [{ byday: 'LUN' }]],
    ['schedules', [{ opensAt: '25:00' }]],
  ])('%s %j', (name, value) => {
    expect(NewServiceLocation.safeParse({ ...place, [name]: value }).success).toBe(false);
  });

  test.each(['quc', 'es', 'es-GT', 'en-US', 'zh-Hant', 'mam'])('not the language %s', (code) => {
    expect(NewServiceLocation.safeParse({ ...place, languages: [{ code }] }).success).toBe(true);
  });

  test('more free beds than there are', () => {
    const capacities = [{ unit: { es: 'camas' }, available: 3, maximum: 2, updatedOn: '2026-01-01' }];
    expect(ServiceContent.safeParse({ ...service, capacities }).success).toBe(false);
  });

  test('not a service without a status, which is active', () => {
    const { status: _, ...rest } = service;
    expect(NewService.parse({ network: place.network, country: 'GTM', ...rest }).status).toBe('active');
  });
});

test('a merge patch follows RFC 7396', () => {
  expect(merged({ a: 'b' }, { a: 'c' })).toEqual({ a: 'c' });
  expect(merged({ a: 'b' }, { b: 'c' })).toEqual({ a: 'b', b: 'c' });
  expect(merged({ a: 'b' }, { a: null })).toEqual({});
  expect(merged({ a: ['b'] }, { a: 'c' })).toEqual({ a: 'c' });
  expect(merged({ a: { b: 'c' } }, { a: { b: 'd', c: null } })).toEqual({ a: { b: 'd' } });
  expect(merged({ e: null }, { a: 1 })).toEqual({ e: null, a: 1 });
  expect(merged({}, { a: { bb: { ccc: null } } })).toEqual({ a: { bb: {} } });
});

test('every part gets an id once, and keeps it', () => {
  const once = identified({ name: { es: 'x' }, languages: ['es'], phones: [{ number: '1' }, { id: 'own', number: '2' }] });
  const [first, second] = once.phones as { id: string }[];
  expect(first?.id).toMatch(/^[\da-f-]{36}$/);
  expect(second?.id).toBe('own');
  expect(once.languages).toEqual(['es']);
  expect(identified(once)).toEqual(once);
});
