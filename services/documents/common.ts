import type { FileLanguage } from '../../shared/contract/plans/documents.ts';
import { type Text, render } from '../../shared/contract/text.ts';
import { labelOf } from './plan/items.ts';

/** What stands where nothing was said: never a blank, never progress. */
export const noInformation: Record<FileLanguage, string> = { es: 'sin información', en: 'no information' };

/** The locale whose dates and figures each language prints. */
export const localeOf: Record<FileLanguage, string> = { es: 'es', en: 'en-GB' };

/** An organisation by its name and code; by its code where its name is not known. */
export const organisationNamed = (code: string, name: Text | undefined, language: FileLanguage): string =>
  name ? `${render(name, language)} (${code})` : code;

/** A text of the plan after its number, where it has one. */
export const numbered = ({ number, text }: { number: string | null; text: Text }, language: FileLanguage): string =>
  `${labelOf(number)} ${render(text, language)}`.trim();
