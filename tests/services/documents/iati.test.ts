import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { XmlDocument, type XmlElement, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { expect, test } from 'vitest';
import { exported, planJob } from '../../support/exported.ts';
import { activitiesOf } from '../../support/plans.ts';
import { planSources } from '../../support/plan-sources.ts';
import { renderPlan } from '../../../services/documents/plan/render.ts';

/** Where the XSDs of IATI 2.03 are, which are not ours to copy: iati-activities-schema.xsd, iati-common.xsd and xml.xsd. */
const schemas = process.env['IATI_SCHEMAS'];

function validator(folder: string): XsdValidator {
  xmlRegisterFsInputProviders();
  const path = resolve(folder, 'iati-activities-schema.xsd');
  return XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(path), { url: path }));
}

test.skipIf(!schemas).each(planSources)('%s is valid by the published schema', async (_name, read, setting) => {
  const file = await exported(read().outline, 'iati', setting.language as 'es');
  expect(() => validator(schemas ?? '').validate(XmlDocument.fromBuffer(file))).not.toThrow();
});

test.skipIf(!schemas)('the published schema refuses an activity without a date', async () => {
  const text = new TextDecoder().decode(await exported(planSources[0]![1]().outline, 'iati'));
  const spoilt = XmlDocument.fromString(text.replace(/<activity-date[^>]*>(<\/activity-date>)?/, ''));
  expect(() => validator(schemas ?? '').validate(spoilt)).toThrow(/activity-date/);
});

/** The children that IATI 2.03 asks of an activity and those that we give besides, in its order. */
const order = [
  'iati-identifier',
  'reporting-org',
  'title',
  'description',
  'participating-org',
  'other-identifier',
  'activity-status',
  'activity-date',
  'activity-scope',
  'sector',
  'result',
];
const mandatory = ['iati-identifier', 'reporting-org', 'title', 'description', 'participating-org', 'activity-status', 'activity-date'];

const childrenOf = (element: XmlElement) => element.find('*').map((child) => (child as XmlElement).name);

test.each(planSources)('%s has what each activity must have, in order, and an identifier of its own', async (_name, read, setting) => {
  const { outline } = read();
  const document = XmlDocument.fromBuffer(await exported(outline, 'iati', setting.language as 'es'));
  const all = document.find('/iati-activities[@version="2.03"]/iati-activity') as XmlElement[];
  expect(all).toHaveLength(activitiesOf(outline).length + activitiesOf(outline, 'historical').length);
  for (const one of all) {
    const names = [...new Set(childrenOf(one))];
    expect(names).toEqual(order.filter((name) => names.includes(name)));
    expect(names).toEqual(expect.arrayContaining(mandatory));
  }
  expect(new Set(document.find('//iati-identifier').map(({ content }) => content)).size).toBe(all.length);
  document.dispose();
});

const [, readDemo] = planSources[0]!;
const one = (document: XmlDocument, number: string, part: 'active' | 'historical' = 'active') =>
  document.find(`//iati-activity[other-identifier/@ref="${number}"]`)[part === 'active' ? 0 : 1] as XmlElement;
const values = (element: XmlElement, path: string) => element.find(path).map((node) => (node as XmlElement).content);

test('says who keeps the plan, who takes part in which role, and what each activity rests on', async () => {
  const document = XmlDocument.fromBuffer(await exported(readDemo().outline, 'iati'));
  const activity = one(document, '13.1');
  expect(values(activity, 'iati-identifier')).toEqual(['ENLACE-RED_X-ST-active-C-13.1']);
  expect(values(activity, 'reporting-org/@ref')).toEqual(['ENLACE-RED_X-ST']);
  expect(values(activity, 'participating-org/@role')).toEqual(['4', '2']);
  expect(values(activity, 'participating-org/narrative[@xml:lang="en"]')).toEqual(['Member countries', 'Organisation ST']);
  expect(values(activity, 'activity-status/@code')).toEqual(['2']);
  expect(values(activity, 'activity-date/@iso-date')).toEqual(['2026-03-01']);
  expect(values(activity, 'description[@type="4"]/narrative')[0]).toMatch(/^\(Ref\.: CRM/);
  document.dispose();
});

test('takes the id that an activity keeps from version to version, and closes what is done', async () => {
  const { outline } = readDemo();
  const done = activitiesOf(outline, 'historical')[0]!;
  done.id = '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c99';
  done.outcomes[0]!.events = [{ raw: 'x', place: null, date: '2008-02/2008-11' }];
  const document = XmlDocument.fromBuffer(await renderPlan(planJob(outline, 'iati')));
  const activity = document.find(`//iati-activity[iati-identifier="ENLACE-RED_X-ST-${done.id}"]`)[0] as XmlElement;
  expect(values(activity, 'activity-status/@code')).toEqual(['4']);
  expect(values(activity, 'result').length).toBe(done.outcomes.length);
  expect(values(activity, 'activity-date/@type')).toEqual(['2', '4']);
  expect(values(activity, 'activity-date/@iso-date')[0]).toMatch(/^\d{4}-\d\d-01$/);
  document.dispose();
});

test('keeps the characters that mean something in XML', async () => {
  const { outline } = readDemo();
  activitiesOf(outline)[0]!.text = { es: 'a < b & "c" > \'d\' ]]> é' };
  const document = XmlDocument.fromBuffer(await exported(outline, 'iati'));
  expect(values(one(document, '1.1'), 'title/narrative')).toEqual(['a < b & "c" > \'d\' ]]> é']);
  document.dispose();
});
