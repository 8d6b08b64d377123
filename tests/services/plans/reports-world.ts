import { listActivities } from '../../../services/plans/activities.ts';
import { createReport } from '../../../services/plans/reports/creation.ts';
import { publishReport, submitReport, validateReport } from '../../../services/plans/reports/transitions.ts';
import type { Role } from '../../../shared/contract/access.ts';
import type { NewReport, ReportLabel } from '../../../shared/contract/plans/reports.ts';
import type { Context } from '../../../shared/database/context.ts';
import { type PlannedNetwork, ownNetwork, planText, publishText } from '../../support/planned-network.ts';
import { seedClient } from '../../support/seed.ts';

const now = new Date('2009-12-20T12:00:00Z');
export const forNetwork: ReportLabel = { tlp: 'GREEN', audience: 'network', group: null };

/** The model network with its plan in the winter of 2009, and the half-yearly activity that every member owes a report on. */
export type Reporting = PlannedNetwork & { plan: string; activity: string; another: (code: string, role: Role) => Promise<Context> };

export async function reporting(): Promise<Reporting> {
  const planned = await ownNetwork();
  const by = (code: string): Context => ({ ...planned.by(code), now });
  const { plan } = await publishText({ ...planned, by }, planText('es'));
  const { items } = await listActivities(by('MEX'), { limit: 1, plan, number: '13.1', part: 'active' }, null);
  const another = async (code: string, role: Role) => ({
    ...by(code),
    principal: await seedClient(planned.db, by(code).principal?.organisation ?? '', role),
  });
  return { ...planned, by, plan, activity: items[0]?.id ?? '', another };
}

export const draftOf = async ({ by, activity }: Reporting, more: Partial<NewReport> = {}, code = 'MEX') =>
  (await createReport(by(code), { activity, period: '2009-S2', takeLast: false, done: { es: 'Se enviaron las cifras' }, ...more })).body;

/** A report that was handed in by an officer of Mexico's and validated by another of its clients; gives that one too. */
export async function validated(network: Reporting, more: Partial<NewReport> = {}) {
  const { id } = await draftOf(network, more);
  const validator = await network.another('MEX', 'validator');
  await submitReport(network.by('MEX'), id, 1);
  const { body, version } = await validateReport(validator, id, 2);
  return { id, body, version, validator };
}

/** The same published for the network. */
export async function published(network: Reporting, more: Partial<NewReport> = {}, label = forNetwork) {
  const { id, version, validator } = await validated(network, more);
  return { id, validator, ...(await publishReport(validator, id, version, label)) };
}
