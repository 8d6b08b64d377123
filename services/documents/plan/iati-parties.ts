import type { Kind } from '../../../shared/contract/access.ts';
import type { OutlineActivity, Responsibility } from '../../../shared/contract/plans/outline.ts';
import type { Text } from '../../../shared/contract/text.ts';
import type { PlanJob } from '../../../shared/worker/documents.ts';
import { english } from './wording.en.ts';
import { spanish } from './wording.es.ts';

/** An organisation in IATI: our reference, its type (list OrganisationType) and its name. */
export type IatiParty = { ref: string | null; type: string | null; name: Text };

/** Government, multilateral, multilateral, regional NGO. */
const types: Record<Kind, string> = { member: '10', secretariat: '40', partner: '40', civil_society: '23' };

/** OrganisationRole: who is accountable coordinates, everybody else implements. */
const roles: Record<Responsibility['role'], string> = { coordination: '2', responsible: '4', input: '4', support: '4' };

/** No registration agency knows our organisations, so they are named within their network. */
const refOf = (network: string, ...code: string[]) =>
  ['ENLACE', network.toUpperCase(), ...code].map((part) => part.replaceAll(/[^\w.]/g, '_')).join('-');

/** Who reports: the organisation that keeps the plan, else the network itself. */
export function reporter({ network, source }: PlanJob): IatiParty & { ref: string; type: string } {
  if (!source) return { ref: refOf(network.code), type: types.secretariat, name: network.name };
  return { ref: refOf(network.code, source.code), type: types[source.kind], name: source.name };
}

/** Who takes part, each once in a role; the reporter is accountable where nobody else is. Open groups have a name and no reference. */
export function participants(activity: OutlineActivity, job: PlanJob): (IatiParty & { role: string })[] {
  const named = activity.responsibilities.map((one) => ({ ...partyOf(one, job), role: roles[one.role] }));
  const all = named.some(({ role }) => role === '2') ? named : [...named, { ...reporter(job), role: '2' }];
  const keyOf = ({ ref, name, role }: (typeof all)[number]) => JSON.stringify([ref ?? name, role]);
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}

function partyOf({ party, raw }: Responsibility, { network, organisations, language }: PlanJob): IatiParty {
  if (party.kind === 'unknown') return { ref: null, type: null, name: { [language]: raw || '—' } };
  if (party.kind !== 'organisation')
    return { ref: null, type: null, name: { es: spanish.groups[party.kind], en: english.groups[party.kind] } };
  const code = party.organisation ?? '';
  const known = organisations.find((one) => one.code === code);
  return { ref: refOf(network.code, code), type: known ? types[known.kind] : null, name: known?.name ?? { [language]: code } };
}
