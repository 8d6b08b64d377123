/** A piece of HTML that is safe to put into a page as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character);

type Value = string | number | Html | readonly (string | Html)[] | null | undefined | false;

/** HTML in which every value is escaped, but for what is HTML already. Nothing stands for null, undefined and false. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(parts.reduce((whole, part, index) => whole + textOf(values[index - 1]) + part));
}

function textOf(value: Value): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map((one) => textOf(one as Value)).join('');
  return value === null || value === undefined || value === false ? '' : escaped(String(value));
}
