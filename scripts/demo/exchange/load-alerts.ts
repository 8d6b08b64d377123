import { type DemoAlert, demoAlerts } from './alerts.ts';
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
  const published = await validator.publishAlert({ ...from(made), body: forGovernments });
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

/** What other countries say of it. */
async function answer(signIn: SignIn, id: string, { sightings = [], acknowledged = {} }: DemoAlert): Promise<void> {
  for (const { country, ...said } of sightings) await signIn(country, 'officer').addSighting({ params: { id }, body: said });
  for (const [country, state] of Object.entries(acknowledged)) {
    await signIn(country, 'officer').acknowledgeAlert({ params: { id }, body: { state } });
  }
}
