import type { Indicator } from '../../../shared/contract/plans/reports.ts';
import { render } from '../../../shared/contract/text.ts';
import type { EditionContent } from '../../../shared/contract/training/editions.ts';
import { datesInWords } from '../calendar/words.ts';
import { isShown } from '../figures/suppression.ts';

/** What a report tells of a training: what it says of itself, and how many were there. */
export type Counted = { content: EditionContent; people: number; countries: number };

/** What the draft of a progress report says of a training that was held; small numbers stay out of it (register OA-47). */
export function reportOf({ content, people, countries }: Counted) {
  const reached = content.reached?.reduce((sum, one) => sum + one.people, 0) ?? people;
  return {
    done: { es: sentence(content, 'es'), en: sentence(content, 'en') },
    indicators: [
      ...indicator('Personas capacitadas', 'People trained', reached),
      ...(countries > 0 ? [{ name: { es: 'Países', en: 'Countries' }, value: countries, unit: null }] : []),
    ],
  };
}

function sentence({ title, dates, place }: EditionContent, language: 'es' | 'en'): string {
  const held = language === 'es' ? 'Se realizó' : 'Held:';
  const when = dates === undefined ? [] : [datesInWords(dates, language)];
  const where = place === undefined ? [] : [render(place, language)];
  return `${held} «${render(title, language)}» (${[...when, ...where].join('; ')}).`;
}

const indicator = (es: string, en: string, value: number): Indicator[] => (isShown(value) ? [{ name: { es, en }, value, unit: null }] : []);
