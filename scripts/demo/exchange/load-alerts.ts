import type { EnlaceClient } from '../../../shared/contract/index.ts';
import { type DemoAlert, demoAlerts } from './alerts.ts';
import { dataPage } from './data-page.ts';
import { type SignIn, all, forGovernments, from, nameOf } from './carry.ts';

type Ids = { specimens: ReadonlyMap<string, string>; methods: ReadonlyMap<string, string> };

/** The sample alerts with all that became of them. One that was published already is left as it is. */
export async function loadAlerts(signIn: SignIn, network: string, ids: Ids): Promise<void> {
  await Promise.all(demoAlerts.map((one) => load(signIn, network, one, ids)));
}

async function load(signIn: SignIn, network: string, one: DemoAlert, { specimens, methods }: Ids): Promise<void> {
  const { country, content, update, cancelled } = one;
  const [officer, validator] = [signIn(country, 'officer'), signIn(country, 'validator')];
  const known = (await all(officer.listAlerts({ query: { network, country } }))).find(
    ({ published, draft }) => nameOf(published ?? draft ?? {}) === nameOf(content),
  );
  if (known?.published) return;
  if (known) await officer.discardAlert(from(await officer.getAlert({ params: { id: known.id } })));
  const named = { specimen: specimens.get(one.specimen ?? ''), method: methods.get(one.method ?? '') };
  const given = { network, country, ...content, ...(named.specimen ? { specimen: named.specimen } : {}) };
  const made = await officer.createAlert({ body: { ...given, ...(named.method ? { method: named.method } : {}) } });
  if (one.pictured) await picture(officer, validator, made.body.id, named.specimen ?? '');
  const ready = await officer.getAlert({ params: { id: made.body.id } });
  const published = await validator.publishAlert({ ...from(ready), body: forGovernments });
  if (update) {
    const changed = await officer.updateAlert({ ...from(published), body: update });
    await validator.publishAlert({ ...from(changed), body: forGovernments });
  }
  await answer(signIn, made.body.id, one);
  if (cancelled) {
    const current = await validator.getAlert({ params: { id: made.body.id } });
    await validator.cancelAlert({
      ...from(current),
      body: { reason: { es: 'Era un documento genuino.', en: 'It was a genuine document.' } },
    });
  }
}

/** The first point with a picture of the genuine document and one of the false. */
async function picture(officer: EnlaceClient, validator: EnlaceClient, id: string, specimen: string): Promise<void> {
  const call = dataPage({ paper: [240, 238, 230], ink: [128, 132, 150], light: 'transmitted' }, 'MUESTRA FALSA');
  const { body: image } = await officer.addAlertImage({ params: { id }, ...call });
  await validator.confirmImage({ ...from(await validator.getAlert({ params: { id } })), params: { id: image.id } });
  const { body: genuine } = await officer.getSpecimen({ params: { id: specimen } });
  const alert = await officer.getAlert({ params: { id } });
  const [first, ...others] = alert.body.draft?.points ?? [];
  const genuineImage = genuine.images?.find(({ light }) => light === 'transmitted')?.id;
  if (!first || !genuineImage) throw new Error('The sample alert has nothing to show');
  await officer.updateAlert({ ...from(alert), body: { points: [{ ...first, genuineImage, falseImage: image.id }, ...others] } });
}

/** What other countries say of it. */
async function answer(signIn: SignIn, id: string, { sightings = [], acknowledged = {} }: DemoAlert): Promise<void> {
  for (const { country, ...said } of sightings) await signIn(country, 'officer').addSighting({ params: { id }, body: said });
  for (const [country, state] of Object.entries(acknowledged)) {
    await signIn(country, 'officer').acknowledgeAlert({ params: { id }, body: { state } });
  }
}
