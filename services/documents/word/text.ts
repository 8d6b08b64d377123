import { HeadingLevel, Paragraph, TextRun } from 'docx';

const levels = [HeadingLevel.TITLE, HeadingLevel.HEADING_1, HeadingLevel.HEADING_2] as const;

/** A heading of a document: level 0 is its title. It stays with what follows it. */
export const heading = (text: string, level: 0 | 1 | 2) => new Paragraph({ text, heading: levels[level], keepNext: true });

/** A line of text: underlined or bold as a whole, or after a label in bold. */
export type Line = { text: string; label?: string; underlined?: boolean; bold?: boolean };

/** A paragraph of one run, or of two where a label stands before the text; `before` is the space above it, in twentieths of a point. */
export const paragraph = (text: string, { label, before, ...style }: Omit<Line, 'text'> & { before?: number } = {}) =>
  new Paragraph({
    ...(before ? { spacing: { before } } : {}),
    children: [...(label ? [new TextRun({ text: `${label}: `, bold: true })] : []), runOf(text, style)],
  });

/** One item of a list. */
export const bullet = (text: string) => new Paragraph({ children: [runOf(text)], bullet: { level: 0 } });

const runOf = (text: string, { underlined = false, bold = false } = {}) =>
  new TextRun({ text, ...(bold ? { bold } : {}), ...(underlined ? { underline: {} } : {}) });

/** A text that may have several lines, line by line, the first after its label. */
export const linesOf = (text: string, label?: string): Line[] =>
  text.split(/\r\n?|\n/).map((line, at) => ({ text: line, ...(label && at === 0 ? { label } : {}) }));

/** A text on one line. */
export const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
