import { PDFDocument, type PDFPage, PageSizes } from '@cantoo/pdf-lib';
import type { CertificateJob } from '../../../shared/worker/documents.ts';
import { type Look, hostsOf, middleOf, proofOf } from './blocks.ts';
import type { Block } from './fit.ts';
import { embedFonts } from './fonts.ts';
import { type Box, drawBlocks, inks } from './paragraphs.ts';
import { drawQr } from './qr.ts';
import { type Said, saidBy } from './said.ts';
import { taggerOf } from './tagged.ts';

const [height, width] = PageSizes.A4;
const margin = 62;
const qrSide = 92;
const foot = { y: margin, height: 122, stand: 'bottom' } as const;
const boxes = {
  middle: { x: margin, y: 200, width: width - 2 * margin, height: height - 200 - margin, align: 'centre', stand: 'middle' },
  hosts: { ...foot, x: margin, width: 370, align: 'left' },
  proof: { ...foot, x: width - margin - qrSide - 16 - 230, width: 230, align: 'right' },
} satisfies Record<string, Box>;

/** A training certificate as a page of A4 to print: tagged, with its letters in it, and the QR code of the page where anyone verifies it. */
export async function certificatePdf(job: CertificateJob): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const fonts = await embedFonts(pdf);
  const said = saidBy(job);
  describe(pdf, said, job);
  const page = pdf.addPage([width, height]);
  const tagger = taggerOf(pdf, page);
  const draw = (blocks: Block<Look>[], box: Box) => drawBlocks({ page, tagger, fonts, box }, blocks);
  tagger.ornament(() => drawFrame(page));
  draw(middleOf(said), boxes.middle);
  draw(hostsOf(said), boxes.hosts);
  draw(proofOf(said), boxes.proof);
  tagger.part('Figure', () => drawQr(page, job.url, { x: width - margin - qrSide, y: margin, side: qrSide }), said.picture);
  tagger.finish();
  return pdf.save();
}

function describe(pdf: PDFDocument, { title, training, organiser, holder }: Said, { language, certificate }: CertificateJob): void {
  const issued = new Date(certificate.issuedAt);
  pdf.setTitle(`${title}: ${holder}, ${training}`, { showInWindowTitleBar: true });
  pdf.setAuthor(organiser[1]);
  pdf.setSubject(certificate.code);
  pdf.setLanguage(language);
  pdf.setCreator('Enlace');
  pdf.setProducer('Enlace');
  pdf.setCreationDate(issued);
  pdf.setModificationDate(issued);
}

/** A double line around the page. */
function drawFrame(page: PDFPage): void {
  for (const [inset, line] of [
    [26, 1.5],
    [31, 0.5],
  ] as const) {
    const size = { width: width - 2 * inset, height: height - 2 * inset };
    page.drawRectangle({ x: inset, y: inset, ...size, borderColor: inks.blue, borderWidth: line });
  }
}
