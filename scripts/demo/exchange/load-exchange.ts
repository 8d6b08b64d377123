import { type SignIn, all, forGovernments, from, nameOf } from './carry.ts';
import { loadAlerts } from './load-alerts.ts';
import { loadSpecimens } from './load-specimens.ts';
import { demoCriteria, demoMethods, demoRequirements } from './rules.ts';

/** Loads the sample document exchange: what is published already is left as it is. */
export async function loadExchange(signIn: SignIn, network: string): Promise<void> {
  const [specimens, methods] = await Promise.all([
    loadSpecimens(signIn, network),
    loadMethods(signIn, network),
    loadRequirements(signIn, network),
    loadCriteria(signIn, network),
  ]);
  await loadAlerts(signIn, network, { specimens, methods });
  await loadFigures(signIn, network);
}

async function loadMethods(signIn: SignIn, network: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { country, content } of demoMethods) {
    const [officer, validator] = [signIn(country, 'officer'), signIn(country, 'validator')];
    const known = (await all(officer.listFraudMethods({ query: { network, country, state: 'published' } }))).find(
      ({ published }) => nameOf(published ?? {}) === nameOf(content),
    );
    const made = known ? null : await officer.createFraudMethod({ body: { network, country, ...content } });
    if (made) await validator.publishFraudMethod({ ...from(made), body: forGovernments });
    ids.set(nameOf(content), known?.id ?? made?.body.id ?? '');
  }
  return ids;
}

async function loadRequirements(signIn: SignIn, network: string): Promise<void> {
  const countries = Map.groupBy(demoRequirements, ({ country }) => country);
  const loads = [...countries].map(async ([country, list]) => {
    const [officer, validator] = [signIn(country, 'officer'), signIn(country, 'validator')];
    const known = new Set(
      (await all(officer.listEntryRequirements({ query: { network, country, state: 'published' } }))).map(({ published }) =>
        nameOf(published ?? {}),
      ),
    );
    for (const { content } of list.filter((one) => !known.has(nameOf(one.content)))) {
      const made = await officer.createEntryRequirement({ body: { network, country, ...content } });
      await validator.publishEntryRequirement({ ...from(made), body: forGovernments });
    }
  });
  await Promise.all(loads);
}

async function loadCriteria(signIn: SignIn, network: string): Promise<void> {
  for (const { country, content } of demoCriteria) {
    const [officer, validator] = [signIn(country, 'officer'), signIn(country, 'validator')];
    const [known] = await all(officer.listCriteria({ query: { network, country, state: 'published' } }));
    if (known) continue;
    const made = await officer.createCriterion({ body: { network, country, ...content } });
    await validator.publishCriterion({ ...from(made), body: forGovernments });
  }
}

/** Two half years of some countries; what the others have not told shows as missing. */
async function loadFigures(signIn: SignIn, network: string): Promise<void> {
  const told = { MEX: ['2025-S1', '2025-S2'], PAN: ['2025-S2'], CRI: ['2025-S2'] };
  for (const [country, periods] of Object.entries(told)) {
    const [officer, validator] = [signIn(country, 'officer'), signIn(country, 'validator')];
    const { organisation } = (await officer.getMe()).body;
    const known = new Set((await all(officer.listFigures({ query: { network, organisation } }))).map(({ period }) => period));
    for (const period of periods.filter((one) => !known.has(one))) {
      const made = await officer.draftFigure({ body: { network, period } });
      const counts = [{ nationality: 'GTM', persons: 2 }, ...(country === 'MEX' ? [{ nationality: 'HND', persons: 1 }] : [])];
      const corrected = await officer.correctFigure({ ...from(made), body: { counts } });
      await validator.confirmFigure({ params: { id: made.body.id }, ifMatch: corrected.etag ?? '' });
    }
  }
}
