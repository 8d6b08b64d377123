/** A text in one line, in letters that the font has: what it has not is written without its marks, or as U+FFFD. */
export function lettersOf(text: string, known: ReadonlySet<number>): string {
  const line = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return Array.from(new Intl.Segmenter().segment(line), ({ segment }) => closest(segment, known)).join('');
}

function closest(letter: string, known: ReadonlySet<number>): string {
  const plain = letter.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return [letter, plain].find((one) => one !== '' && [...one].every((sign) => known.has(sign.codePointAt(0) ?? 0))) ?? '\uFFFD';
}
