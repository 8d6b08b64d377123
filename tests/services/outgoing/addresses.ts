/** One address a word. */
const words = (text: string) => text.split(/\s+/).filter(Boolean);

/** Code → addresses that are refused with it. */
export const hostile: Record<string, string[]> = {
  unreadable: [
    ...words(`
      x https https: https:/ https:// https:/// //portal.example.org /jwks.json ? portal.example.org https://portal..example..org:x
      https://[ https://[::1 https://[::g] https://[127.0.0.1] https://[1:2:3:4:5:6:7:8:9] https:portal.org https:/portal.org
      https:///portal.org https:////portal.org https://256.256.256.256/ https://1.2.3.4.5/ https://0x100000000/ https://4294967296/
      https://127.0.0.0x1ff/ https://portal.1/ https://portal.0x7f/ https://por%00tal.org/ https://por%2ftal.org/ https://por%40tal.org/
      https://portal.org%3A8443/ https://por<tal.org/ https://por^tal.org/ https://por|tal.org/ https://portal.org:99999/
      https://portal.org:-1/ https://portal.org:443x/ https://[fe80::1%25eth0]/
    `),
    '',
    ' ',
    'https://a b.org/',
    'https://por\ttal.org/',
    'https://por\ntal.org/',
    'https://portal.org/\r\nHost: x',
    ' https://portal.org/',
    'https://portal.org/ ',
    'https://portal.org/a b',
    '\u0000https://portal.org/',
    'https://portal.org/\u0000',
    'https://portal.org/\u007F',
    'https:\\\\portal.org\\',
    'https://portal.org\\@127.0.0.1/',
    'https://127.0.0.1\\@portal.org/',
    'https:/\\portal.org/',
    'h\nttps://portal.org/',
    'https://por\u00ADtal.org/',
    'https://por\u200Btal.org/',
    'https://portal\u200D.org/',
    '\uFEFFhttps://portal.org/',
    'https://\u202Egro.latrop/',
    'https://\uD800.org/',
    'https://por\u3000tal.org/',
  ],
  credentials: words(`
    https://user@portal.org/ https://user:word@portal.org/ https://:word@portal.org/ https://@portal.org/ https://:@portal.org/
    https://portal.org@127.0.0.1/ https://127.0.0.1@portal.org/ https://portal.org:443@evil.org/ https://a@b@portal.org/
    https://user%40x@portal.org/ https://[::1]@portal.org/ http://user@portal.org/ ftp://user:word@portal.org/ https:user@portal.org/
    https:/user@portal.org/ https://user@host/ https://user@127.0.0.1:9000/ http://user@127.0.0.1:9000/
  `),
  fragment: words(`
    https://portal.org/# https://portal.org/#part https://portal.org#@evil.org/ https://portal.org/?a#b http://127.0.0.1:9000/#
  `),
  'not-https': words(`
    http://portal.org/ HTTP://portal.org/ http://portal.org:443/ http://127.0.0.1/ http://[::1]/ http://localhost/ ftp://portal.org/
    file:///etc/passwd file://portal.org/etc/passwd gopher://portal.org:70/_x ws://portal.org/ wss://portal.org/ data:text/plain,x
    javascript:alert(1) blob:https://portal.org/x about:blank mailto:a%40portal.org unix:/var/run/docker.sock dict://portal.org:11211/
    ldap://portal.org/ jar:https://portal.org!/ view-source:https://portal.org/ localhost:443 portal.org:443 http://127.0.0.1:9001/
    http://127.0.0.1:9002/ http://127.0.0.2:9000/ http://localhost:9000/
  `),
  port: words(`
    https://portal.org:80/ https://portal.org:8443/ https://portal.org:0/ https://portal.org:65535/ https://portal.org:22/
    https://127.0.0.1:9000/ https://[::1]:8080/ https://portal.org:4430/ https://portal.org.:444/ https://localhost:6379/
  `),
  'ip-address': words(`
    https://127.0.0.1/ https://127.0.0.1:443/ https://127.0.0.1./ https://127.1/ https://127.0.1/ https://127.1./ https://127/
    https://0/ https://0.0.0.0/ https://1/ https://2130706433/ https://2130706433./ https://017700000001/ https://0x7f000001/
    https://0x7f.1 https://0X7F.1 https://0x7f.0x0.0x0.0x1/ https://0177.0.0.1/ https://0177.1/ https://0300.0250.1.1/ https://0x/
    https://0x.0x.0/ https://00000000177.0.0.1/ https://127.0.0.0x1/ https://127.0x0.00.1/ https://0x7F.0.1/ https://10.0.0.1/
    https://172.16.0.1/ https://192.168.1.1/ https://3232235777/ https://100.64.0.1/ https://169.254.169.254/ https://2852039166/
    https://0xa9fea9fe/ https://0xA9.0xFE.0xA9.0xFE/ https://0251.0376.0251.0376/ https://169.254.43518/ https://100.100.100.200/
    https://168.63.129.16/ https://192.0.0.192/ https://198.18.0.1/ https://224.0.0.1/ https://255.255.255.255/ https://8.8.8.8/
    https://1.1.1.1/ https://①②⑦.⓪.⓪.① https://１２７.０.０.１/ https://127。0。0。1/ https://127．0．0．1/ https://127｡0｡0｡1/
    https://𝟏𝟐𝟕.𝟎.𝟎.𝟏/ https://𝟘x7f.1/ https://⑯⑨.②⑤④.⑯⑨.②⑤④/ https://²⁵⁵.0.0.1/ https://127%2E0%2E0%2E1/
    https://%31%32%37.0.0.1/ https://0x7f%2e1/ https://[::]/ https://[::1]/ https://[::1]:443/ https://[0:0:0:0:0:0:0:1]/
    https://[0000::0001]/ https://[::ffff:127.0.0.1] https://[::ffff:7f00:1]/ https://[0:0:0:0:0:ffff:127.0.0.1]/
    https://[::127.0.0.1]/ https://[::ffff:0:127.0.0.1]/ https://[64:ff9b::127.0.0.1]/ https://[64:ff9b:1::1]/
    https://[2002:7f00:1::]/ https://[2001:0:7f00:1::]/ https://[2001:db8::1]/ https://[fc00::1]/ https://[fd00:ec2::254]/
    https://[fe80::1]/ https://[fec0::1]/ https://[ff02::1]/ https://[100::1]/ https://[2606:4700:4700::1111]/
    https://[::FFFF:A9FE:A9FE]/ HTTPS://[::1]/ https://127.0.0.1/portal.org https://127.0.0.1?portal.org
  `),
  'not-public': [
    ...words(`
      https://localhost/ https://LOCALHOST/ https://localhost./ https://localhost:443/ https://ｌｏｃａｌｈｏｓｔ/ https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/
      https://loc%61lhost/ https://portal/ https://portal./ https://com/ https://org./ https://metadata/ https://intranet/ https://user/
      https://xn--mxico-bsa/ https://a.localhost/ https://a.b.localhost./ https://printer.local/ https://PRINTER.LOCAL./
      https://printer。local/ https://a.localdomain/ https://metadata.google.internal/ https://host.docker.internal/
      https://router.home.arpa/ https://1.0.0.127.in-addr.arpa/ https://x.ip6.arpa/ https://a.test/ https://a.invalid/ https://a.onion/
      https://a.alt/ https://nas.home/ https://nas.lan/ https://pc.corp/ https://mx.mail/ https://wiki.intranet/ https://a.private/
      https://pc.workgroup/ https://kubernetes.default.svc/ https://kubernetes.default.svc.cluster.local/ https://portal..org/
      https://.portal.org/ https://portal.org../ https://./ https://../ https://-portal.org/ https://portal-.org/ https://por_tal.org/
      https://_dmarc.portal.org/ https://*.portal.org/ https://por~tal.org/ https://por,tal.org/ https://por!tal.org/ https://{a}.org/
      https://por;tal.org/ https://por&tal.org/ https://por=tal.org/
      https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org/ https://portal.-org/ https://portal.org-/
    `),
    "https://por'tal.org/",
    'https://$(id).org/',
    'https://`id`.org/',
    `https://${'a.'.repeat(126)}org/`,
  ],
  'too-long': [`https://portal.org/${'a'.repeat(1_982)}`, `https://${'a'.repeat(2_000)}.org/`, `https://portal.org/${' '.repeat(3_000)}`],
};

/** Addresses that are called. Where the last ones lead is judged when connecting: see network.test.ts. */
export const good = [
  ...words(`
    https://portal.org https://portal.org/ https://portal.org:443/ https://portal.org./ https://portal.org.:443 HTTPS://PORTAL.ORG/A
    https://portal.example/jwks.json https://a.b.c.d.e.gob.mx/ https://portal.gob.gt/.well-known/jwks.json?kid=1&x=a%20b
    https://1.gob.mx/ https://3com.com/ https://xn--mxico-bsa.org/ https://méxico.org/ https://пример.рф/ https://例え.テスト.jp/
    https://a--b.org/ https://portal.org// https://portal.org/@x https://portal.org/?u=http://127.0.0.1/ https://portal.org/..%2f
    https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org/ https://localhost.portal.org/
    https://internal.portal.org/ https://127.0.0.1.nip.io/ https://localtest.me/
  `),
  `https://portal.org/${'a'.repeat(1_981)}`,
];
