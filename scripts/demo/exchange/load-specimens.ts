import type { EnlaceClient } from '../../../shared/contract/index.ts';
import { type SignIn, all, forGovernments, from, nameOf } from './carry.ts';
import { drawn } from './draw.ts';
import { type DemoSpecimen, demoSpecimens } from './specimens.ts';

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
  return body.id;
}

type Look = NonNullable<DemoSpecimen['drawing']> & { code: string };

/** Two pictures of the data page, by day and under ultraviolet light; a second officer confirms them. */
async function picture(officer: EnlaceClient, validator: EnlaceClient, id: string, { code, ...look }: Look): Promise<void> {
  const lines = [`${code.slice(0, 3)}  ·  ${code}`, 'MUESTRA  PERSONA', 'A00000000', '01 ENE 2000'];
  const mrz = ['P<UTOMUESTRA<<PERSONA<<<<<<<<<<<<<<<<<<<<<<<', 'A000000000UTO0001010X3001010<<<<<<<<<<<<<<00'];
  const pictures = [
    ['visible', 'Página de datos'],
    ['uv', 'Página de datos con luz ultravioleta'],
  ] as const;
  for (const [light, caption] of pictures) {
    const query = { page: 2, side: 'front', light, caption, shows: 'specimen' } as const;
    const body = drawn({ ...look, lines, mrz, light });
    const { body: image } = await officer.addSpecimenImage({ params: { id }, query, body, mediaType: 'image/png' });
    const { ifMatch } = from(await validator.getSpecimen({ params: { id } }));
    await validator.confirmImage({ params: { id: image.id }, ifMatch });
  }
}
