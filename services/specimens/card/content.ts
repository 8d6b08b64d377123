import type { CardOf } from './card.ts';
import { type Fact, factsOf } from './facts.ts';
import type { Block } from './fit.ts';
import { type Said, countryName, said } from './texts.ts';
import { cardWords, categoryWords, typeWords, typologyWords } from './words.ts';

/** What a card says besides its checks, cut to what a page has room for. */
export type Words = {
  banners: string[];
  typology: string;
  title: Said;
  document: string;
  specimen: { code: string; title: Said } | null;
  summary: Said | null;
  advice: Said;
  source: Said;
  reader: Said;
  facts: Fact[];
};

/** The words of a card. */
export function wordsOf(card: CardOf): Words {
  const { alert, specimen, language, source, reader } = card;
  const { content, expired, withdrawn } = alert;
  const notMeant = content.purpose === 'actual' ? null : content.purpose;
  const over = withdrawn ? 'cancelled' : expired ? 'expired' : null;
  const banners = ([notMeant, over] as const).filter((name) => name !== null);
  const type = content.type ?? specimen?.content.type;
  const document = [categoryWords[content.category][language], ...(type ? [typeWords[type][language]] : [])].join(', ');
  return {
    banners: banners.map((name) => cardWords[name][language]),
    typology: typologyWords[content.typology][language],
    title: said(content.title, language, 120),
    document: `${countryName(content.documentCountry, language)} · ${document}`,
    specimen: specimen && { code: specimen.code, title: said(specimen.content.title, language, 80) },
    summary: content.summary ? said(content.summary, language, 300) : null,
    advice: content.advice ? said(content.advice, language, 400) : { words: cardWords.noAdvice[language], language },
    source: said(source, language, 80),
    reader: said(reader, language, 80),
    facts: factsOf(card),
  };
}

/** How much room all that takes, with the fixed words beside it. The last seven are the headings, the labels and what was left out. */
export function blocksOf({ banners, typology, title, document, specimen, summary, advice, source, reader, facts }: Words): Block[] {
  const plain = [
    ...(summary ? [summary.words] : []),
    ...(specimen ? [`${specimen.title.words}${' '.repeat(26)}`] : []),
    `${source.words}${' '.repeat(95)}`,
    `${reader.words}${' '.repeat(45)}`,
    facts.map((fact) => `${fact.name}    ${fact.said.words}    `).join(''),
  ];
  return [
    ...banners.map((words) => ({ words, scale: 1.8 })),
    { words: typology, scale: 1.8 },
    { words: title.words, scale: 1.25 },
    { words: document, scale: 1.15 },
    { words: advice.words, scale: 1.1 },
    ...plain.map((words) => ({ words, scale: 1 })),
    ...Array.from({ length: 7 }, () => ({ words: '-', scale: 1.2 })),
  ];
}
