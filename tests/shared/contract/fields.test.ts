import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../../services/gateway/openapi.ts';
import { Instant } from '../../../shared/contract/dates.ts';
import { type FieldClass, classOf, fieldClasses, fieldsOf, seenBy, viewer } from '../../../shared/contract/fields.ts';
import { AuditEntry } from '../../../shared/contract/identity/audit.ts';

/** A shelter as a later slice may have it: a field of each class and two that nobody has classified. */
const Shelter = z.object({
  name: seenBy('public', z.string()),
  gate: seenBy('network', z.string().nullable()),
  beds: seenBy('governments', z.int().optional()),
  place: seenBy('organisation', z.object({ latitude: z.number(), keeper: z.string() })),
  draft: z.string(),
  since: Instant,
});

const shelter: z.output<typeof Shelter> = {
  name: 'Casa',
  gate: null,
  beds: 0,
  place: { latitude: 14.6, keeper: 'canary' },
  draft: 'canary',
  since: '2026-03-01T12:00:00.000Z',
};

const seen: Record<FieldClass, string[]> = {
  public: ['name'],
  network: ['name', 'gate'],
  governments: ['name', 'gate', 'beds'],
  organisation: ['name', 'gate', 'beds', 'place'],
};

describe.each(fieldClasses)('the view %s', (view) => {
  test('shows the fields of its class and of wider ones, as they are', () => {
    expect(fieldsOf(Shelter, view)).toEqual(seen[view]);
    expect(Object.entries(viewer(Shelter, view)(shelter))).toEqual(Object.entries(shelter).filter(([name]) => seen[view].includes(name)));
  });

  test('drops what nobody has classified and what the schema does not know', () => {
    const more = { ...shelter, hidden: 'canary', toString: 'canary', ['__proto__']: 'canary' };
    expect(Object.keys(viewer(Shelter, view)(more))).toEqual(seen[view]);
  });

  test('says nothing of a field that the item does not have', () => {
    const { beds: _, ...without } = shelter;
    expect(viewer(Shelter, view)(without)).not.toHaveProperty('beds');
  });
});

test('each view shows whatever a wider one shows', () => {
  fieldClasses.slice(1).forEach((view, at) => {
    expect(fieldsOf(Shelter, view)).toEqual(expect.arrayContaining(fieldsOf(Shelter, fieldClasses[at] ?? view)));
  });
});

test('what is not public shows in no public answer', () => {
  expect(JSON.stringify(viewer(Shelter, 'public')(shelter))).toBe('{"name":"Casa"}');
});

test('a class is that of the field alone: the schema that others share has none', () => {
  const shared = z.string();
  expect([classOf(seenBy('public', shared)), classOf(shared), classOf(Instant)]).toEqual(['public', undefined, undefined]);
});

test.each([
  ['optional', (field: z.ZodString) => field.optional()],
  ['nullable', (field: z.ZodString) => field.nullable()],
  ['a list', (field: z.ZodString) => z.array(field)],
])('a classified field that is made %s is private until it is classified as such', (_, make) => {
  const schema = z.object({ field: make(seenBy('public', z.string())) });
  expect(fieldClasses.flatMap((view) => fieldsOf(schema, view))).toEqual([]);
});

describe('the description', () => {
  type Described = Record<string, { properties?: Record<string, { 'x-seen-by'?: string }> }>;
  const schemas = openApiDocument('https://enlace.example').components?.schemas as Described;

  test('says of each field of the audit who sees it, as the views have it', () => {
    const described = Object.entries(schemas['AuditEntry']?.properties ?? {}).map(([name, field]) => [name, field['x-seen-by']]);
    expect(described).toEqual(Object.entries(AuditEntry.shape).map(([name, field]) => [name, classOf(field)]));
    expect(new Set(described.map(([, name]) => name))).toEqual(new Set(['network', 'organisation']));
  });

  test('names no class that there is not', () => {
    const named = JSON.stringify(schemas).match(/"x-seen-by":"[^"]*"/g) ?? [];
    expect(new Set(named).size).toBeGreaterThan(0);
    expect(named.filter((one) => !fieldClasses.some((name) => one === `"x-seen-by":"${name}"`))).toEqual([]);
  });
});
