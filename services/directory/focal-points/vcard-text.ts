/** A property of a card: a text, or an address. Its label is shown beside it, in a group of its own. */
export type Property = { name: string; label?: string } & ({ text: string } | { uri: string });

/** A vCard 4.0 of these properties: escaped, folded at 75 octets, never within a character (RFC 6350, 3.2 – 3.4). */
export function vcard(properties: readonly Property[]): string {
  const lines = ['BEGIN:VCARD', 'VERSION:4.0', ...properties.flatMap(linesOf), 'END:VCARD'];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function linesOf(property: Property, index: number): string[] {
  const { name, label } = property;
  const group = label === undefined ? '' : `item${index}.`;
  const value = 'uri' in property ? property.uri : escaped(property.text);
  const isOther = 'uri' in property && name === 'TEL';
  return [
    `${group}${name}${isOther ? ';VALUE=uri' : ''}:${value}`,
    ...(label === undefined ? [] : [`${group}X-ABLABEL:${escaped(label)}`]),
  ];
}

/** A text value: line ends are `\n`, what separates values is escaped, what cannot be printed goes. */
const escaped = (text: string) =>
  text
    .replaceAll(/[\\,;]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n?|\n|\u2028|\u2029/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');

const octets = (text: string) => new TextEncoder().encode(text).length;

function folded(line: string): string {
  let result = '';
  let width = 0;
  for (const character of line) {
    const size = octets(character);
    if (width + size > 75) {
      result += '\r\n ';
      width = 1;
    }
    result += character;
    width += size;
  }
  return result;
}
