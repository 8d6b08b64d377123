import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../../shared/contract/plans/import-report.ts';
import type { Outline, OutlineActivity } from '../../shared/contract/plans/outline.ts';
import { Problem } from '../../shared/contract/problem.ts';
import { docxType, type ParsedPlan, parsePlan, type PlanMediaType, type PlanSetting } from '../../services/plans/import/parse.ts';

const members = ['BLZ', 'CAN', 'CRI', 'DOM', 'GTM', 'HND', 'MEX', 'NIC', 'PAN', 'SLV', 'USA'];

export const bodies = [
  { code: 'CRM', aliases: ['RCM', 'Conferencia Regional sobre Migración'] },
  { code: 'GRCM', aliases: ['Grupo Regional de Consulta sobre Migración'] },
  { code: 'RED', aliases: ['la red', 'las redes', 'Red de trata', 'the network'] },
];

export const organisations = [
  ...members.map((code) => ({ code, kind: 'member', names: [], country: code })),
  { code: 'ST', kind: 'secretariat', names: ['Secretaría Técnica'] },
  { code: 'IOM', kind: 'partner', names: ['OIM'] },
  { code: 'UNHCR', kind: 'partner', names: ['ACNUR'] },
  { code: 'UNICEF', kind: 'partner', names: [] },
  { code: 'ILO', kind: 'partner', names: ['OIT'] },
  { code: 'RROCM', kind: 'civil_society', names: [] },
];

export const spanish: PlanSetting = { language: 'es', bodies, organisations };
export const english: PlanSetting = { language: 'en', bodies, organisations };

const root = resolve(import.meta.dirname, '../..');
const sources = resolve(root, process.env['ENLACE_SOURCES'] ?? '../shared/sources');

/** Whether the real plan is on this machine. */
export const hasSources = existsSync(resolve(sources, 'crm-work-plan-2009.txt'));

export function realPlan(format: 'docx' | 'txt'): Uint8Array {
  return readFileSync(resolve(sources, `crm-work-plan-2009.${format}`));
}

export function demoPlan(language: 'es' | 'en'): Uint8Array {
  return readFileSync(resolve(root, `scripts/demo/work-plan.${language}.txt`));
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function parseText(text: string, setting: PlanSetting = spanish): ParsedPlan {
  return parsePlan(bytes(text), 'text/plain', setting);
}

export function parseCsv(text: string): ParsedPlan {
  return parsePlan(bytes(text), 'text/csv', spanish);
}

export function parseDocx(document: Uint8Array): ParsedPlan {
  return parsePlan(document, docxType, spanish);
}

/** The code of the problem that reading a document throws; fails when it throws anything else or nothing. */
export function refusal(document: Uint8Array, mediaType: PlanMediaType): string {
  try {
    parsePlan(document, mediaType, spanish);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (!error.detail?.es || !error.detail.en) throw new Error('The problem lacks a detail in both languages', { cause: error });
    return error.code;
  }
  return 'none';
}

export function activitiesOf(outline: Outline, part: 'active' | 'historical' = 'active'): OutlineActivity[] {
  const axes = outline.parts.filter((one) => one.kind === part).flatMap((one) => one.axes);
  return axes.flatMap((axis) => axis.objectives.flatMap((objective) => objective.activities));
}

export function activity(outline: Outline, number: string, part: 'active' | 'historical' = 'active'): OutlineActivity {
  const found = activitiesOf(outline, part).find((one) => one.number === number);
  if (!found) throw new Error(`No activity ${number} in the ${part} part`);
  return found;
}

export function findingsAt(findings: readonly Finding[], code: string): string[] {
  return findings.filter((one) => one.code === code).map((one) => one.where);
}
