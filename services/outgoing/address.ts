import type { Refusal } from '../../shared/worker/outgoing.ts';

const sentences = {
  'too-long': { es: 'La dirección tiene más de 2000 caracteres', en: 'The address has more than 2000 characters' },
  unreadable: { es: 'No es una dirección web bien escrita', en: 'It is not a well-written web address' },
  credentials: { es: 'La dirección lleva usuario o contraseña', en: 'The address holds a user or a password' },
  fragment: { es: 'La dirección lleva un fragmento (#)', en: 'The address holds a fragment (#)' },
  'not-https': { es: 'La dirección no es https', en: 'The address is not https' },
  port: { es: 'La dirección usa un puerto que no es el 443', en: 'The address uses a port other than 443' },
  'ip-address': { es: 'La dirección es un número IP: dé un nombre', en: 'The address is an IP number: give a name' },
  'not-public': { es: 'La dirección no tiene un nombre público', en: 'The address has no public name' },
} satisfies Record<string, Refusal['detail']>;

const mostCharacters = 2_000;

/** Last labels that no public registry has or ever will: reserved (RFC 6761 and IANA's list of special names), or used inside networks. */
const notPublic = new Set(
  `alt arpa corp home internal intranet invalid lan local localdomain localdomain6 localhost mail onion private svc test workgroup`.split(
    ' ',
  ),
);

/**
 * Why an address may not be called, or null: https on 443, a public name with a dot, no IP number in any notation, no credentials, no
 * fragment. An origin in `allowed` goes before the scheme, the port and the name. What a name resolves to is judged when connecting.
 */
export function refusalOf(url: string, allowed: readonly string[]): Refusal | null {
  const code = faultOf(url, allowed);
  return code && { code, detail: sentences[code] };
}

function faultOf(text: string, allowed: readonly string[]): keyof typeof sentences | null {
  if (text.length > mostCharacters) return 'too-long';
  const url = URL.parse(text);
  // Parsing drops tabs and signs that nobody sees, and reads \ as /: what other programs would read otherwise is not taken at all.
  if (!url || /[\s\\\p{C}\p{DI}]/u.test(text)) return 'unreadable';
  if (/^[^/?#]*\/\/[^/?#]*@/.test(text) || url.username || url.password) return 'credentials';
  if (text.includes('#')) return 'fragment';
  if (allowed.includes(url.origin)) return null;
  if (url.protocol !== 'https:') return 'not-https';
  if (!/^https:\/\/[^/]/i.test(text)) return 'unreadable';
  return url.port === '' ? faultOfHost(url.hostname) : 'port';
}

/** The parser has made every notation of an IPv4 number four decimal ones, and put IPv6 into brackets. */
function faultOfHost(host: string): 'ip-address' | 'not-public' | null {
  if (host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host)) return 'ip-address';
  const name = host.replace(/\.$/, '');
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  const wellFormed = labels.length > 1 && name.length <= 253 && labels.every(isLabel) && /^[a-z]/.test(last);
  return wellFormed && !notPublic.has(last) ? null : 'not-public';
}

const isLabel = (label: string) => /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/.test(label);
