/** Words as a full-text expression (FTS5): every word must begin a word of the text. Operators that a user types are plain text. */
export function searchExpression(words: string): string {
  const parts = words.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.length === 0 ? '""' : parts.map((part) => `"${part}"*`).join(' ');
}
