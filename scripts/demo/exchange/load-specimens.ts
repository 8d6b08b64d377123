import type { EnlaceClient } from '../../../shared/contract/index.ts';
import { type SignIn, all, forGovernments, from, nameOf } from './carry.ts';
import { dataPage } from './data-page.ts';
import { type DemoCorrection, type DemoSpecimen, demoSpecimens } from './specimens.ts';

/** The sample specimens by their titles: begun, pictured, checked and published, each by the persons of its country. */
export async function loadSpecimens(signIn: SignIn, network: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  // One that supersedes another comes after it.
  const turns = [demoSpecimens.filter(({ supersedes }) => !supersedes), demoSpecimens.filter(({ supersedes }) => supersedes)];
  for (const turn of turns) await Promise.all(turn.map(async (one) => ids.set(nameOf(one.content), await load(signIn, network, one, ids))));
  return ids;
}

async function load(signIn: SignIn, network: string, one: DemoSpecimen, ids: ReadonlyMap<string, string>): Promise<string> {
  const { country, content, supersedes, drawing } = one;
  const [officer, validator] = [signIn(country, 'officer'), signIn(country, 'validator')];
  const known = (await all(officer.listSpecimens({ query: { network, country } }))).find(
    ({ published, draft }) => nameOf(published ?? draft ?? {}) === nameOf(content),
  );
  if (known?.published) return known.id;
  if (known) await officer.discardSpecimen(from(await officer.getSpecimen({ params: { id: known.id } })));
  const before = supersedes === undefined ? {} : { supersedes: ids.get(supersedes) ?? '' };
  const { body } = await officer.createSpecimen({ body: { network, country, ...content, ...before } });
  if (drawing) await picture(officer, validator, body.id, { ...drawing, code: body.code });
  const current = async () => from(await officer.getSpecimen({ params: { id: body.id } }));
  await officer.submitSpecimen(await current());
  await validator.checkSpecimen(await current());
  await validator.publishSpecimen({ ...(await current()), body: forGovernments });
  for (const correction of one.corrections ?? []) await correct(signIn, officer, body.id, correction);
  return body.id;
}

/** Pictures of the data page, each under its light; a second officer confirms them. */
async function picture(officer: EnlaceClient, validator: EnlaceClient, id: string, { code, lights, ...look }: Look): Promise<void> {
  for (const light of lights ?? (['visible', 'uv'] as const)) {
    const call = dataPage({ ...look, light }, code);
    const { body: image } = await officer.addSpecimenImage({ params: { id }, ...call });
    const { ifMatch } = from(await validator.getSpecimen({ params: { id } }));
    await validator.confirmImage({ params: { id: image.id }, ifMatch });
  }
}

type Look = NonNullable<DemoSpecimen['drawing']> & { code: string };

/** What another country would correct, and what the source says to it, if anything yet. */
async function correct(signIn: SignIn, source: EnlaceClient, id: string, { by, decision, ...body }: DemoCorrection): Promise<void> {
  const made = await signIn(by, 'officer').proposeCorrection({ params: { id }, body });
  if (decision) await source.decideCorrection({ ...from(made), body: decision });
}
