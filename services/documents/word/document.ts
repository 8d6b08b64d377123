import { Document, Footer, Packer, PageNumber, PageOrientation, Paragraph, Tab, type Table, TabStopType, TextRun } from 'docx';

/** What stands at the foot of each page: a text on the left, and the words around the number of the page and how many there are. */
export type Foot = { text: string; before: string; between: string };

/** A document: its title and language as properties, its foot, and what stands in it from top to bottom. */
export type WordDocument = { title: string; language: string; foot: Foot; children: (Paragraph | Table)[] };

const author = 'Enlace';
const font = 'Calibri';
const small = 18;
const right = 14_570;

function footOf({ text, before, between }: Foot): Footer {
  const numbers = [new TextRun({ children: [new Tab(), before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES], size: small })];
  const line = new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: right }],
    children: [new TextRun({ text, size: small }), ...numbers],
  });
  return new Footer({ children: [line] });
}

const styles = (language: string) => ({
  default: {
    document: { run: { font, size: 20, language: { value: language } }, paragraph: { spacing: { after: 60 } } },
    title: { run: { font, size: 28, bold: true, color: '000000' }, paragraph: { spacing: { after: 120 } } },
    heading1: { run: { font, size: 24, bold: true, color: '000000' }, paragraph: { spacing: { before: 240, after: 120 } } },
    heading2: { run: { font, size: 22, bold: true, color: '000000' }, paragraph: { spacing: { before: 200, after: 100 } } },
  },
});

const page = {
  size: { width: 11_906, height: 16_838, orientation: PageOrientation.LANDSCAPE },
  margin: { top: 1_134, bottom: 1_134, left: 1_134, right: 1_134 },
};

/** The bytes of a Word document (.docx, ECMA-376) on landscape pages of A4, with a foot on each. */
export async function wordDocument({ title, language, foot, children }: WordDocument): Promise<Uint8Array> {
  const footers = { default: footOf(foot) };
  const sections = [{ properties: { page }, footers, children }];
  return new Uint8Array(
    await Packer.toArrayBuffer(new Document({ title, creator: author, lastModifiedBy: author, styles: styles(language), sections })),
  );
}
