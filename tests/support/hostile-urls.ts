import { hostileHosts } from './hostile-hosts.ts';

/**
 * An address that somebody means ill with. `passes`: no rule about how it is written can refuse it; where it leads is seen when connecting.
 */
export type HostileUrl = { kind: string; url: string; passes: boolean };

/** Where what is meant to be reached listens, and the one origin that may be called. */
type Places = { port: number; allowed: string };

/** Where public names of somebody else lead: to this machine or to a network behind it. */
const turned: Record<string, string[]> = {
  loopback: ['127.0.0.1'],
  far: ['127.9.9.9'],
  six: ['::1'],
  both: ['127.0.0.1', '::1'],
  mapped: ['::ffff:127.0.0.1'],
  nothing: ['0.0.0.0'],
  'nothing-six': ['::'],
  second: ['203.0.113.9', '127.0.0.1'],
  private: ['10.0.0.1'],
  metadata: ['169.254.169.254', 'fd00:ec2::254'],
};

/**
 * Name → addresses, for the hosts file of a test: names that lead to this machine, of which `own` are the addresses, or to a network behind
 * it. Out there anybody can make one (nip.io and others do for any number). With `instead`, where they lead while they are looked at.
 */
export function rebinding(own: string[], instead?: string[]): Record<string, string[]> {
  const named = Object.entries({ ...turned, own });
  return Object.fromEntries(named.map(([name, addresses]) => [`${name}.rebinding.example`, instead ?? addresses]));
}

const elsewhere = `
  127.0.0.1.nip.io 7f000001.nip.io 127-0-0-1.sslip.io 0--1.sslip.io 10.0.0.1.nip.io 169.254.169.254.nip.io localtest.me lvh.me
  localhost.portal.example lоcalhost.example xn--lcalhost-4gi.example 127.0.0.1.portal.example
`;

const words = (text: string) => text.split(/\s+/).filter(Boolean);

/** Addresses that are wrong by more than their host. PORT stands for the port where somebody listens. */
const addresses: Record<string, string[]> = {
  credentials: words(`
    https://user@portal.example/ https://user:word@portal.example/ https://:word@portal.example/ https://@portal.example/
    https://:@portal.example/ https://portal.example@127.0.0.1/ https://127.0.0.1@portal.example/ https://portal.example:443@127.0.0.1/
    https://portal.example%40127.0.0.1@localhost/ https://a@b@portal.example/ https://[::1]@portal.example/ http://user@127.0.0.1:PORT/
    https://portal.example@127.0.0.1:PORT/ http://portal.example:443@localhost:PORT/ https:portal.example@127.0.0.1/
    https:/portal.example@127.0.0.1/ //portal.example@127.0.0.1:PORT/ https://user@ALLOWED/ https://portal.example&@127.0.0.1:PORT/
  `),
  'at in the path': words(`
    http://127.0.0.1:PORT/@portal.example http://127.0.0.1:PORT?@portal.example https://127.0.0.1/@portal.example
    https://localhost?x=@portal.example/ https://127.0.0.1;@portal.example/ https:///@127.0.0.1:PORT/
  `),
  ports: words(`
    https://portal.example:0/ https://portal.example:22/ https://portal.example:80/ https://portal.example:2375/
    https://portal.example:6379/ https://portal.example:8443/ https://portal.example:11211/ https://portal.example:65535/
    https://portal.example:65536/ https://portal.example:-1/ https://portal.example:443x/ https://portal.example:PORT/
    https://127.0.0.1:PORT/ https://[::1]:PORT/ https://localhost:PORT/ https://127.1:PORT/ https://0:PORT/ https://portal.example.:444/
  `),
  schemes: words(`
    http://portal.example/ http://127.0.0.1:PORT/ http://[::1]:PORT/ http://localhost:PORT/ http://0:PORT/ HTTP://127.0.0.1:PORT/
    ftp://127.0.0.1:PORT/ ftps://localhost:PORT/ file:///etc/passwd file://localhost/etc/passwd file://127.0.0.1:PORT/ gopher://127.0.0.1:PORT/_x
    ws://127.0.0.1:PORT/ wss://127.0.0.1:PORT/ data:application/json,{} data:text/html;base64,PGE javascript:fetch('http://127.0.0.1:PORT')
    blob:http://127.0.0.1:PORT/0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c31 about:blank dict://127.0.0.1:PORT/ ldap://127.0.0.1:PORT/
    sftp://127.0.0.1:PORT/ tftp://127.0.0.1:PORT/ ssh://127.0.0.1:PORT/ telnet://127.0.0.1:PORT/ redis://127.0.0.1:PORT/
    jar:http://127.0.0.1:PORT!/ view-source:http://127.0.0.1:PORT/ feed:http://127.0.0.1:PORT/ git+https://127.0.0.1:PORT/
    unix:/var/run/docker.sock mailto:a%40portal.example urn:x:y localhost:PORT portal.example:443 h2c://127.0.0.1:PORT/
    http+unix://%2fvar%2frun%2fdocker.sock/ ://127.0.0.1:PORT/ http::80 https+http://127.0.0.1:PORT/
  `),
  'slashes and parts left out': words(`
    https: https:/ https:// https:/// //127.0.0.1:PORT/ /jwks.json ? x 127.0.0.1:PORT https:127.0.0.1:PORT http:127.0.0.1:PORT
    http:/127.0.0.1:PORT http:///127.0.0.1:PORT http:////127.0.0.1:PORT https:portal.example https:///portal.example
    https:?//127.0.0.1:PORT https:#//127.0.0.1:PORT
  `),
  backslashes: words(String.raw`
    https:\\127.0.0.1:PORT\ http:\\127.0.0.1:PORT https:/\127.0.0.1:PORT/ https:\/127.0.0.1:PORT/ https://portal.example\@127.0.0.1/
    https://127.0.0.1\@portal.example/ http://127.0.0.1:PORT\@portal.example/ https://portal.example\127.0.0.1/
    https://portal.example:443\@127.0.0.1:PORT/ https://portal.example\.127.0.0.1/ \\127.0.0.1\share https://ALLOWED\@127.0.0.1:PORT/
  `),
  fragments: words(`
    https://portal.example/# https://portal.example/#part https://portal.example#@127.0.0.1/ https://127.0.0.1:PORT#.portal.example/
    http://127.0.0.1:PORT/#https://portal.example/ https://portal.example/?a#b https://#127.0.0.1/
  `),
  oversized: [
    `https://portal.example/${'a'.repeat(2_000)}`,
    `https://${'a.'.repeat(1_000)}example/`,
    `https://${'a'.repeat(64)}.example/`,
    `https://${'a.'.repeat(126)}example/`,
    `https://${'0'.repeat(400)}177.0.0.1/`,
    `http://127.0.0.1:${'0'.repeat(400)}PORT/`,
    `https://portal.example/?${'%41'.repeat(700)}`,
    `https://${'a'.repeat(1_900)}@127.0.0.1:PORT/`,
  ],
};

const unseen = ['\t', '\n', '\r', '\r\n', ' ', '\v', '\0', '\u007F', '\u0085', '\u00A0', '\u2028', '\u3000'];

/** Every sign that a program may drop or end at, at every place of an address where it would matter. */
const interrupted = unseen.flatMap((sign) => [
  `${sign}http://127.0.0.1:PORT/`,
  `ht${sign}tp://127.0.0.1:PORT/`,
  `http:/${sign}/127.0.0.1:PORT/`,
  `https://portal.example${sign}@127.0.0.1:PORT/`,
  `https://local${sign}host:PORT/`,
  `https://portal.example/${sign}Host: 127.0.0.1:PORT`,
]);

const target = (host: string) => `http://${host}:PORT/`;

/** What an allowed origin is asked to answer with: status, a header and its value, a text. */
const answers: [status: number, header: string, value: string, body?: string][] = [
  ...[300, 301, 302, 303, 305, 307, 308].map((status): [number, string, string] => [status, 'location', target('127.0.0.1')]),
  ...['localhost', '[::1]', '0x7f.1', '[::ffff:127.0.0.1]', 'loopback.rebinding.example'].map((host): [number, string, string] => [
    302,
    'location',
    target(host),
  ]),
  [302, 'location', '//127.0.0.1:PORT/'],
  [302, 'location', String.raw`\\127.0.0.1:PORT`],
  [200, 'location', target('127.0.0.1')],
  [201, 'location', target('127.0.0.1')],
  [200, 'refresh', `0; url=${target('127.0.0.1')}`],
  [200, 'content-location', target('127.0.0.1')],
  [200, 'link', `<${target('127.0.0.1')}>; rel="preload"; as="fetch"`],
  [200, 'alt-svc', 'http/1.1="127.0.0.1:PORT", h2=":PORT", h3=":PORT"; ma=86400; persist=1'],
  [503, 'location', target('127.0.0.1')],
  [407, 'proxy-authenticate', `Basic realm="${target('127.0.0.1')}"`],
  [200, 'content-type', 'text/html', `<meta http-equiv="refresh" content="0; url=${target('127.0.0.1')}">`],
  [200, 'content-type', 'application/json', `{"keys":[{"kty":"OKP","x5u":"${target('127.0.0.1')}","jku":"${target('localhost')}"}]}`],
];

const redirects = answers.map(([status, header, value, body = '']) => {
  const query = new URLSearchParams({ status: String(status), header, value, body });
  return `ORIGIN/?${String(query).replaceAll('%3APORT', ':PORT')}`;
});

const refused = (kind: string, urls: string[]) => urls.map((url) => ({ kind, url, passes: false }));
const passing = (kind: string, urls: string[]) => urls.map((url) => ({ kind, url, passes: true }));
const secure = (host: string) => `https://${host}/`;

const templates: HostileUrl[] = [
  ...hostileHosts.flatMap(([kind, hosts]) => refused(kind, hosts.map(secure))),
  ...Object.entries(addresses).flatMap(([kind, urls]) => refused(kind, urls)),
  ...refused('white space and control signs', interrupted),
  ...refused('names that only look public', words('localhost6.localdomain6 por\u{FE0F}tal.example por\u{34F}tal.example').map(secure)),
  ...passing('names of this machine', [...words(elsewhere), ...Object.keys(rebinding([]))].map(secure)),
  ...passing('redirects', redirects),
];

/** Every hostile address once, for somebody who listens on `port` of this machine and an origin that may be called. */
export function hostileUrls({ port, allowed }: Places): HostileUrl[] {
  const filled = templates.map(({ url, ...rest }) => ({
    ...rest,
    url: url.replaceAll('ORIGIN', allowed).replaceAll('ALLOWED', new URL(allowed).host).replaceAll('PORT', String(port)),
  }));
  return [...new Map(filled.map((one) => [one.url, one])).values()];
}
