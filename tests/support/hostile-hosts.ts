/** One address or more of every range of IPv4 that is not public; the first ones are this machine. */
const numbers = `
  127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 168.63.129.16 169.254.169.254 172.16.0.1 192.0.0.192
  192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255
`
  .trim()
  .split(/\s+/)
  .map((text) => text.split('.').map(Number));

const telling = numbers.filter(([first]) => first === 127 || first === 169);
const asOne = (octets: number[]) => octets.reduce((sum, octet) => sum * 256 + octet, 0);
const octal = (octet: number) => `0${octet.toString(8)}`;
const hex = (octet: number) => `0x${octet.toString(16)}`;
const dotted = (octets: number[]) => octets.join('.');
const percent = (text: string) => [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
const inDigits = (digits: string) => (octets: number[]) => dotted(octets).replace(/\d/g, (digit) => [...digits][Number(digit)] ?? '');

type Spelling = (octets: number[]) => string;

const spellings: Record<string, Spelling> = {
  decimal: dotted,
  octal: (octets) => octets.map(octal).join('.'),
  hex: (octets) => octets.map(hex).join('.'),
  dword: (octets) => String(asOne(octets)),
  'hex dword': (octets) => hex(asOne(octets)),
  'octal dword': (octets) => octal(asOne(octets)),
  'two parts': ([a, ...rest]) => `${a}.${asOne(rest)}`,
  'three parts': ([a, b, ...rest]) => `${a}.${b}.${asOne(rest)}`,
  mixed: ([a = 0, b = 0, ...rest]) => `${hex(a)}.${octal(b)}.${asOne(rest)}`,
};

const disguises: Record<string, Spelling> = {
  'final dot': (octets) => `${dotted(octets)}.`,
  'padded octal': (octets) => octets.map((octet) => `000000${octet.toString(8)}`).join('.'),
  'capital hex': (octets) => octets.map((octet) => hex(octet).toUpperCase()).join('.'),
  'percent digits': (octets) => octets.map(String).map(percent).join('.'),
  'percent dots': (octets) => octets.join('%2e'),
  'full-width digits': inDigits('０１２３４５６７８９'),
  'circled digits': inDigits('⓪①②③④⑤⑥⑦⑧⑨'),
  'bold digits': inDigits('𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'),
  'raised digits': inDigits('⁰¹²³⁴⁵⁶⁷⁸⁹'),
  'ideographic dots': (octets) => octets.join('。'),
  'full-width dots': (octets) => octets.join('．'),
  'half-width dots': (octets) => octets.join('｡'),
};

const pair = (a = 0, b = 0) => (a * 256 + b).toString(16);
const pairs = ([a, b, c, d]: number[]) => `${pair(a, b)}:${pair(c, d)}`;
const turned = (octets: number[]) => pairs(octets.map((octet) => 255 - octet));

/** An IPv4 number within one of IPv6. */
const embeddings: Record<string, Spelling> = {
  mapped: (octets) => `::ffff:${dotted(octets)}`,
  'mapped hex': (octets) => `::FFFF:${pairs(octets)}`,
  'mapped in full': (octets) => `0:0:0:0:0:ffff:${pairs(octets)}`,
  compatible: (octets) => `::${dotted(octets)}`,
  'compatible hex': (octets) => `::${pairs(octets)}`,
  translated: (octets) => `::ffff:0:${dotted(octets)}`,
  NAT64: (octets) => `64:ff9b::${dotted(octets)}`,
  'NAT64 hex': (octets) => `64:ff9b::${pairs(octets)}`,
  'local NAT64': (octets) => `64:ff9b:1::${dotted(octets)}`,
  '6to4': (octets) => `2002:${pairs(octets)}::1`,
  Teredo: (octets) => `2001:0:${pairs(octets)}:0:0:${turned(octets)}`,
  ISATAP: (octets) => `fe80::5efe:${dotted(octets)}`,
};

const table = (label: string, of: number[][], by: Record<string, Spelling>): [kind: string, hosts: string[]][] =>
  Object.entries(by).map(([name, spell]) => [`${label}, ${name}`, of.map(spell)]);

const literals: Record<string, string> = {
  'IPv4, overflowing': `
    256.0.0.1 383.0.0.1 127.0.0.257 127.0.256 127.16777216 4294967296 6425673729 0x17f000001 0x1000000007f000001 0400.0.0.1 127.0.0.0.1
    127.0.0.1.0 127..1 .127.0.0.1 127.0.0.1.. -1 127.0.0.-1 +127.0.0.1 2130706433.5 1e9 0b1111111.0.0.1 0o177.0.0.1 09.0.0.1 0x7g.1 0x
    127.0.0.08 127.0.0.1e0
  `,
  'IPv6, this machine': `
    [::1] [::] [0:0:0:0:0:0:0:1] [0:0:0:0:0:0:0:0] [0000:0000:0000:0000:0000:0000:0000:0001] [::0001] [0::1] [0:0::0:1] [::0.0.0.1]
    [::0:0.0.0.1] [::0.0.0.0]
  `,
  'IPv6, not public': `
    [fc00::1] [fd00:ec2::254] [fd20:ce::254] [fe80::1] [febf::1] [fec0::1] [ff01::1] [ff02::1] [ff05::2] [ff0e::fb] [100::1]
    [100:0:0:1::1] [2001::1] [2001:10::1] [2001:20::1] [2001:db8::1] [2620:4f:8000::1] [3ffe::1] [3fff::1] [4000::1] [5f00::1]
  `,
  'IPv6, with a zone': `[fe80::1%25eth0] [fe80::1%eth0] [fe80::1%25lo] [::1%25lo] [::1%lo] [::1%251] [fe80::1%25]`,
  brackets: `
    [127.0.0.1] [2130706433] [localhost] [::1 ::1] [[::1]] [::1]] [::1]. [::1].portal.example [::1]portal.example portal.example[::1]
    [] [:] [:::1] [1::2::3] [::g] [::10000] [1:2:3:4:5:6:7] [1:2:3:4:5:6:7:8:9] [::127.0.0.256] [::127.1] [::0x7f.1] [v1.localhost]
    [::1%00] %5B::1%5D ［::1］ ::1 ::ffff:127.0.0.1 {::1}
  `,
  localhost: `
    localhost LOCALHOST LocalHost localhost. localhost.. a.localhost a.b.localhost. localhost.localdomain localhost6 localhost4
    ip6-localhost ip6-loopback loopback broadcasthost lo
  `,
  'one label': `portal portal. com org. metadata intranet router gateway db sqld redis kubernetes host user wpad x 127-0-0-1`,
  'names of networks': `
    printer.local PRINTER.LOCAL. printer。local wiki.internal host.docker.internal gateway.docker.internal kubernetes.docker.internal
    a.test a.invalid a.onion a.alt a.localdomain nas.home nas.lan pc.corp mx.mail wiki.intranet a.private pc.workgroup router.home.arpa
    1.0.0.127.in-addr.arpa 1.0.0.0.ip6.arpa kubernetes.default.svc kubernetes.default.svc.cluster.local
  `,
  'metadata of clouds': `
    metadata.google.internal METADATA.GOOGLE.INTERNAL. metadata.goog.internal metadata.azure.internal instance-data
    instance-data.ec2.internal metadata.packet.internal metadata.platformequinix.internal rancher-metadata 169.254.169.254.
    169.254.169.254:443 169.254.169.123 169.254.169.249 169.254.169.253 169.254.170.2 169.254.170.23 [fd00:ec2::23] 169.254.42.42
  `,
  'unicode in the name': `
    ｌｏｃａｌｈｏｓｔ ⓛⓞⓒⓐⓛⓗⓞⓢⓣ 𝐥𝐨𝐜𝐚𝐥𝐡𝐨𝐬𝐭 ˡºᶜᵃˡʰºˢᵗ locaLhoſt lⅽ.ⅼocalhost a。localhost a．localhost localhost。 lоcalhost xn--lcalhost-4gi locälhost
    xn--mxico-bsa x․local ⅰnternal.ⅼocal
  `,
  'unicode that is not seen': [0x00ad, 0x200b, 0x200c, 0x200d, 0x2060, 0x202e, 0xfeff]
    .map((code) => `portal${String.fromCharCode(code)}.example`)
    .join(' '),
  'percent in the name': `
    loc%61lhost %6c%6f%63%61%6c%68%6f%73%74 localhost%2e localhost%00.portal.example localhost%23.portal.example
    localhost%2f.portal.example localhost%5c.portal.example localhost%40portal.example localhost%3a443 %ef%bd%8cocalhost %2561.local 127%2e1
    0x7f%2e1 %300.0.0.0
  `,
  'no name of a host': `
    portal..example .portal.example portal.example.. . .. -portal.example portal-.example por_tal.example *.portal.example por~tal.example
    por,tal.example portal.-example portal.example- $(id).example portal.1 portal.0x7f por<tal.example por^tal.example por|tal.example
  `,
};

const written = Object.entries(literals).map(([kind, text]): [string, string[]] => [kind, text.split(/[ \n]+/).filter(Boolean)]);

const bracketed = ([kind, hosts]: [string, string[]]): [string, string[]] => [kind, hosts.map((host) => `[${host}]`)];

/** Kind → hosts that no rule lets pass, whatever the scheme and the port. */
export const hostileHosts: [kind: string, hosts: string[]][] = [
  ...table('IPv4', numbers, spellings),
  ...table('IPv4', telling, disguises),
  ...table('IPv6', [...telling, [10, 0, 0, 1]], embeddings).map(bracketed),
  ...written,
];
