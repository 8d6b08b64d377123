import { and, eq } from 'drizzle-orm';
import { read } from '../../../shared/access/read.ts';
import { standardPurpose } from '../../../shared/contract/directory/standard-purposes.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import type { FileBody } from '../../../shared/contract/route.ts';
import { type Language, type Text, render } from '../../../shared/contract/text.ts';
import type { Context } from '../../../shared/database/context.ts';
import { focalPoints } from '../../../shared/database/focal-points.ts';
import { organisations } from '../../../shared/database/identity.ts';
import { opening } from './focal-points.ts';
import { type Row, visibleFocalPoint } from './places.ts';
import { type Property, vcard } from './vcard-text.ts';

const wasErased = new Problem('conflict', { es: 'Sus datos personales se borraron.', en: 'Its personal data were erased.' });

type Card = { body: FileBody & { mediaType: 'text/vcard' }; version: string };

/** A focal point as a vCard 4.0 in a language, with its label in the note (RFC 6350). Throws not-found, conflict when it was erased. */
export async function getFocalPointCard(context: Context, id: string, language: Language): Promise<Card> {
  const wanted = and(eq(focalPoints.id, id), visibleFocalPoint(context));
  const query = context.db.orm
    .select({ row: focalPoints, organisation: organisations.name, version: organisations.version })
    .from(focalPoints)
    .innerJoin(organisations, eq(organisations.id, focalPoints.organisation))
    .where(wanted);
  const [[found]] = await read(context, [query], opening(context, wanted, 1));
  if (!found) throw new Problem('not-found');
  const { row, organisation, version } = found;
  if (row.name === null) throw wasErased;
  const file = new TextEncoder().encode(vcard(propertiesOf(row, row.name, organisation, language)));
  return { body: { file, mediaType: 'text/vcard', name: `${row.name}.vcf` }, version: `${row.version}-${version}-${language}` };
}

function propertiesOf(row: Row, name: string, organisation: Text, language: Language): Property[] {
  const said = (text: Text) => render(text, language);
  const round = row.allHours;
  return [
    { name: 'KIND', text: 'individual' },
    { name: 'UID', uri: `urn:uuid:${row.id}` },
    { name: 'FN', text: name },
    { name: 'ORG', text: said(organisation) },
    { name: 'TITLE', text: said(row.post) },
    ...row.purposes.map((code) => ({ name: 'ROLE', text: said(standardPurpose(code)?.name ?? { es: code }) })),
    ...row.phones.map(({ number, extension, label, whatsapp }) => ({
      ...telephone(number, extension),
      label: whatsapp ? `${said(label)} (WhatsApp)` : said(label),
    })),
    ...row.emails.map(({ address, label }) => ({ name: 'EMAIL', text: address, label: said(label) })),
    ...(round?.number ? [{ ...telephone(round.number), label: '24 h' }] : []),
    ...(round?.address ? [{ name: 'EMAIL', text: round.address, label: '24 h' }] : []),
    ...row.languages.map((tag) => ({ name: 'LANG', text: tag })),
    ...[row.hours, row.note].flatMap((text) => (text ? [{ name: 'NOTE', text: said(text) }] : [])),
    { name: 'NOTE', text: `TLP:${row.tlp}` },
  ];
}

/** An international number is a `tel` address (RFC 3966); a short code means nothing outside its country and stays text. */
function telephone(number: string, extension?: number): Property {
  if (!number.startsWith('+')) return { name: 'TEL', text: number };
  const digits = number.replaceAll(/[^+\d]/g, '');
  return { name: 'TEL', uri: `tel:${digits}${extension === undefined ? '' : `;ext=${extension}`}` };
}
