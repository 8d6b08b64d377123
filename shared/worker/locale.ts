import { parseAccept } from 'hono/utils/accept';

import { type Language, languages } from '../contract/text.ts';

/** The two languages that the product itself speaks. */
export type Locale = 'es' | 'en';

/** The language of an answer by Accept-Language (RFC 9110, 12.5.4); Spanish when it says nothing else. */
export function localeOf(headers: Headers): Locale {
  const accepted = parseAccept(headers.get('accept-language') ?? '').filter(({ q }) => q > 0);
  for (const { type } of accepted) {
    const primary = type.split('-')[0]?.toLowerCase();
    if (primary === 'es' || primary === 'en') return primary;
  }
  return 'es';
}

const spoken: readonly string[] = languages;

/** The language of authored text that Accept-Language prefers, of the four; Spanish when it names none. */
export function languageOf(headers: Headers): Language {
  const accepted = parseAccept(headers.get('accept-language') ?? '').filter(({ q }) => q > 0);
  const primaries = accepted.map(({ type }) => type.split('-')[0]?.toLowerCase() ?? '');
  return (primaries.find((primary) => spoken.includes(primary)) as Language | undefined) ?? 'es';
}
