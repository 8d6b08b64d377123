import type { StixObject } from '../../../shared/contract/specimens/stix/bundle.ts';
import type { StixLanguageContent } from '../../../shared/contract/specimens/stix/objects.ts';
import { type Language, type Text, languages, render } from '../../../shared/contract/text.ts';
import { idOf } from './ids.ts';

type Told = Exclude<StixObject, { type: 'marking-definition' | 'language-content' | 'location' | 'extension-definition' }>;
type Property = 'name' | 'description' | 'content';
type Texts = { [P in Property]?: Text | undefined };

/**
 * An object with its texts in the first language that it has, and the same in its other languages beside it: a translation of STIX. Which
 * language comes first does not depend on the reader, or the same version would be of two contents.
 */
export function withTexts<O extends Told>(object: Omit<O, Property | 'lang'>, texts: Texts): StixObject[] {
  const said = Object.entries(texts) as [Property, Text | undefined][];
  const given = said.filter((pair): pair is [Property, Text] => pair[1] !== undefined);
  const [lang, ...others] = languagesOf(given.map(([, text]) => text));
  if (lang === undefined) return [object as unknown as O];
  const main = Object.fromEntries(given.map(([property, text]) => [property, render(text, lang)]));
  const whole = { ...object, lang, ...main } as unknown as O;
  return others.length === 0
    ? [whole]
    : [whole, translation(whole, Object.fromEntries(others.map((other) => [other, inOne(given, other)])))];
}

/** The languages of texts; one of the first text comes first. */
function languagesOf(texts: readonly Text[]): Language[] {
  const has = (language: Language, among: readonly Text[]) => among.some((text) => text[language] !== undefined);
  const first = languages.find((language) => has(language, texts.slice(0, 1)));
  return [...(first ? [first] : []), ...languages.filter((language) => language !== first && has(language, texts))];
}

const inOne = (given: readonly [Property, Text][], language: Language) =>
  Object.fromEntries(given.flatMap(([property, text]) => (text[language] === undefined ? [] : [[property, text[language]]])));

function translation(of: Told, contents: StixLanguageContent['contents']): StixLanguageContent {
  const { id, created_by_ref, created, modified, revoked, labels, object_marking_refs } = of;
  const common = { created_by_ref, created, modified, revoked, labels, object_marking_refs };
  const own = { object_ref: id as StixLanguageContent['object_ref'], object_modified: modified, contents };
  return { type: 'language-content', spec_version: '2.1', id: idOf('language-content', id), ...common, ...own };
}

/** Texts one under the other in every language that one of them has, and a line that is of no language; undefined when there is none. */
export function joined(texts: readonly (Text | undefined | null)[], line = ''): Text | undefined {
  const given = texts.filter((text) => text !== undefined && text !== null);
  if (given.length === 0) return line === '' ? undefined : { es: line };
  const whole = (language: Language) => [...given.map((text) => render(text, language)), ...(line === '' ? [] : [line])].join('\n');
  return Object.fromEntries(languagesOf(given).map((language) => [language, whole(language)]));
}
