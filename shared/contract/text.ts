import * as z from 'zod';

/** Languages of authored text: BCP 47 primary tags. */
export const languages = ['es', 'en', 'pt', 'fr'] as const;
export const Language = z.enum(languages).meta({ description: 'BCP 47 language of authored text', examples: ['es'] });
export type Language = z.infer<typeof Language>;

/** Authored text by language; at least one language must be there. Shape: `{ es?, en?, pt?, fr? }`. */
export const Text = z
  .partialRecord(Language, z.string().trim().min(1).max(20_000))
  .refine((text) => Object.keys(text).length > 0, { error: 'At least one language is needed / Falta al menos un idioma' })
  .meta({
    id: 'Text',
    description: 'Text by language, at least one of es, en, pt, fr',
    examples: [{ es: 'Plan de trabajo', en: 'Work plan' }],
  });
export type Text = z.infer<typeof Text>;

/** Text as a document prints it: what does not fit a cell of 100 kB is never read. */
export const Printed = z.string().max(100_000);

/** The text a reader gets: the asked language, then Spanish, English, any. Never empty for a valid `Text`. */
export function render(text: Text, language: Language = 'es'): string {
  return text[language] ?? text.es ?? text.en ?? Object.values(text)[0] ?? '';
}
