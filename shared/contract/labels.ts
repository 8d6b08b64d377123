import { type Audience, type Tlp, audiences, labels } from './access.ts';

/** How far a record goes: its TLP label, its audience, and the group where the audience is one. */
export type Label = { tlp: Tlp; audience: Audience; group?: string | null | undefined };

/** The TLP labels that each audience may carry: public and CLEAR mean each other, and RED is for named persons alone (FIRST TLP 2.0). */
export const labelsOf: Record<Audience, readonly Tlp[]> = {
  public: ['CLEAR'],
  network: ['GREEN'],
  governments: ['GREEN', 'AMBER'],
  group: ['GREEN', 'AMBER'],
  organisation: ['GREEN', 'AMBER', 'AMBER+STRICT'],
  persons: ['GREEN', 'AMBER', 'AMBER+STRICT', 'RED'],
};

/** The labels above GREEN: whoever reads such a record leaves a row in the audit. */
export const aboveGreen: readonly Tlp[] = ['AMBER', 'AMBER+STRICT', 'RED'];

/** Whether label and audience agree, and a group is named if and only if the audience is one. */
export const agree = ({ tlp, audience, group }: Label): boolean =>
  labelsOf[audience].includes(tlp) && (audience === 'group') === Boolean(group);

/**
 * Whether a change could show the record to anybody who did not see it before: a wider label or audience, another group or other persons.
 * In doubt it does: a group may hold organisations that the network's audience leaves out.
 */
export function widens(from: Label, to: Label): boolean {
  if (labels.indexOf(to.tlp) > labels.indexOf(from.tlp)) return true;
  if (to.audience === 'group') return from.audience !== 'public' && (from.audience !== 'group' || to.group !== from.group);
  if (to.audience === 'persons') return from.audience !== 'public';
  return audiences.indexOf(to.audience) < audiences.indexOf(from.audience);
}
