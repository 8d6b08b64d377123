import type { Context } from './context.ts';
import type { Gathered } from './activities.ts';
import { type Item, splitItems } from './items.ts';
import { type Link, linkItems, linkOutcomes } from './links.ts';
import type { Row, Section } from './sections.ts';

type Linked = 'responsible' | 'schedule';

/** Where an item stands, for a finding: "active A 2.2". */
export function placeOf(section: Section, number: string | null, position: number): string {
  return `${section.part} ${section.code ?? '-'} ${number ?? `#${position + 1}`}`;
}

function reportLink(context: Context, link: Link, where: string): void {
  const printed = [link.item.label, ...link.item.lines].join(' ');
  if (link.by === 'last') context.report('orphan-item', where, printed);
  else if (link.by === 'position')
    context.report(link.item.number === null ? 'unnumbered' : 'number-mismatch', where, link.item.label || printed);
}

/** One text without numbers beside several activities holds for all of them; one beside a single activity is one text. */
function shareable(items: readonly Item[], activities: number): boolean {
  return items.every((item) => item.number === null) && items.length !== activities;
}

function attach(context: Context, row: Row, role: Linked, gathered: readonly Gathered[]): void {
  const lines = row.get(role);
  const items = splitItems(lines);
  if (items.length === 0 || gathered.length === 0) return;
  if (shareable(items, gathered.length)) {
    const whole = { number: null, label: '', lines };
    if (gathered.length > 1) context.report('shared-cell', `${gathered[0]?.where ?? ''} ${role}`, lines.join(' '));
    for (const one of gathered) one[role].push(whole);
    return;
  }
  const numbers = gathered.map((one) => one.item.number);
  for (const link of linkItems(numbers, items, role === 'responsible' ? '.1' : '.1.1')) {
    const owner = gathered[link.owner];
    if (!owner) continue;
    reportLink(context, link, `${owner.where} ${role}`);
    owner[role].push(link.item);
  }
}

function attachOutcomes(context: Context, row: Row, gathered: readonly Gathered[]): void {
  const items = splitItems(row.get('outcome'));
  if (gathered.length === 0) return;
  const numbers = gathered.map((one) => one.item.number);
  for (const link of linkOutcomes(numbers, items)) {
    const owner = gathered[link.owner];
    if (!owner) continue;
    reportLink(context, link, `${owner.where} outcome`);
    owner.outcomes.push(link.item);
  }
}

function checkNumbers(context: Context, objective: string | null, gathered: readonly Gathered[]): void {
  const seen = new Set<string>();
  for (const { item, where } of gathered) {
    if (item.number === null) context.report('unnumbered', where, item.lines[0] ?? '');
    else if (seen.has(item.number)) context.report('duplicate-number', where, item.label);
    else if (objective !== null && !item.number.startsWith(`${objective}.`)) context.report('number-mismatch', where, item.label);
    if (item.number !== null) seen.add(item.number);
  }
}

/**
 * The activities of one row with the items of its other cells linked to them. `before` are the activities that the objective already
 * has from the rows above: where a row brings none, what it says belongs to the last of them.
 */
export function readRow(context: Context, section: Section, row: Row, objective: Item, before: readonly Gathered[]): Gathered[] {
  const gathered = splitItems(row.get('activity')).map((item, at): Gathered => {
    const where = placeOf(section, item.number, before.length + at);
    return { item, responsible: [], schedule: [], outcomes: [], part: section.part, where };
  });
  checkNumbers(context, objective.number, gathered);
  const owners = gathered.length > 0 ? gathered : before.slice(-1);
  attach(context, row, 'responsible', owners);
  attach(context, row, 'schedule', owners);
  attachOutcomes(context, row, owners);
  return gathered;
}
