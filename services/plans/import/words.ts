const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const apostrophes = /[\u2018\u2019\u201B\u00B4\u0060\u2032\u02BC]/g;
const quotes = /[\u201C\u201D\u201E\u00AB\u00BB\u2033]/g;
const bullet = /^(?:[·•▪◦●*\u2219\uF0B7]|-{1,2}|[\u2010-\u2015\u2212])\s*/;

/** A text as printed, in NFC, with every run of blanks (no-break ones too) as one blank and none at the ends (irregularities E1, E9). */
export function clean(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** The form in which two texts are compared: clean, lower case, no accents, one dash, one apostrophe, one quote (irregularities E4, E5, E8). */
export function fold(text: string): string {
  const plain = clean(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(dashes, '-').replace(apostrophes, "'").replace(quotes, '"');
}

/** The folded words of a text, without punctuation. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether a line opens with a bullet, and the line without it (irregularities E6). */
export function stripBullet(line: string): { bulleted: boolean; text: string } {
  const found = bullet.exec(line);
  if (!found) return { bulleted: false, text: line };
  return { bulleted: true, text: line.slice(found[0].length) };
}

/** A text without the full stops, colons and blanks that close it. */
export function stripStop(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.;:]/.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

const fewestLetters = 10;
const lowerShare = 0.05;

/** Whether a text is printed in capital letters: a sentence, not an acronym; a stray small letter ("ONG's") is forgiven (register PL-06). */
export function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const lower = text.match(/\p{Ll}/gu)?.length ?? 0;
  return letters >= fewestLetters && text.trim().includes(' ') && lower <= letters * lowerShare;
}
