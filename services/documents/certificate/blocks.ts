import type { Block } from './fit.ts';
import type { Said } from './said.ts';
import type { Role } from './tagged.ts';

/** How a paragraph looks, and what it is to whoever has it read aloud. */
export type Look = { font: 'regular' | 'semibold'; ink: 'dark' | 'quiet' | 'blue'; role: Role };

type Style = Omit<Block<Look>, 'text'>;

const styles = {
  title: { font: 'semibold', ink: 'blue', role: 'H1', size: 33, least: 20, lines: 1, above: 0 },
  quiet: { font: 'regular', ink: 'quiet', role: 'P', size: 13, least: 13, lines: 1, above: 18 },
  holder: { font: 'regular', ink: 'dark', role: 'P', size: 42, least: 20, lines: 1, above: 8 },
  training: { font: 'semibold', ink: 'dark', role: 'P', size: 20, least: 13, lines: 2, above: 6 },
  plain: { font: 'regular', ink: 'dark', role: 'P', size: 13, least: 10, lines: 2, above: 6 },
  facts: { font: 'regular', ink: 'dark', role: 'P', size: 13, least: 10, lines: 1, above: 14 },
  label: { font: 'regular', ink: 'quiet', role: 'P', size: 9, least: 9, lines: 1, above: 8 },
  name: { font: 'semibold', ink: 'dark', role: 'P', size: 11.5, least: 9, lines: 2, above: 1 },
  names: { font: 'regular', ink: 'dark', role: 'P', size: 10, least: 8, lines: 3, above: 1 },
  code: { font: 'semibold', ink: 'dark', role: 'P', size: 13, least: 13, lines: 1, above: 1 },
  issued: { font: 'regular', ink: 'dark', role: 'P', size: 10, least: 10, lines: 1, above: 0 },
  address: { font: 'regular', ink: 'dark', role: 'P', size: 9, least: 6.5, lines: 1, above: 1 },
} satisfies Record<string, Style>;

const block = (style: keyof typeof styles, text: string): Block<Look>[] => (text === '' ? [] : [{ ...styles[style], text }]);

/** What stands in the middle of the page. */
export const middleOf = (said: Said): Block<Look>[] => [
  ...block('title', said.title),
  ...block('quiet', said.before),
  ...block('holder', said.holder),
  ...block('quiet', said.did),
  ...block('training', said.training),
  ...block('plain', said.course),
  ...block('plain', said.mayTeach),
  ...block('facts', said.facts),
  ...block('plain', said.guidelines),
];

/** What stands at the foot of the page, on the left: whose it was. */
export const hostsOf = ({ organiser, cosponsors }: Said): Block<Look>[] =>
  [organiser, cosponsors].flatMap(([label, names], index) =>
    names === '' ? [] : [...block('label', label), ...block(index === 0 ? 'name' : 'names', names)],
  );

/** What stands beside the QR code: how anyone verifies it. */
export const proofOf = ({ issued, code: [label, code], verify, url }: Said): Block<Look>[] => [
  ...block('issued', issued),
  ...block('label', label),
  ...block('code', code),
  ...block('label', verify),
  ...block('address', url),
];
