import { strToU8, zipSync } from 'fflate';

const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';

/** A text with the characters of XML escaped. */
function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A paragraph of one run. */
export function paragraph(text: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

/** A cell with one paragraph to each line; `properties` goes into `w:tcPr`. */
export function cell(text: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${text.split('\n').map(paragraph).join('')}</w:tc>`;
}

/** A row of cells already in XML. */
export function tableRow(cells: readonly string[]): string {
  return `<w:tr>${cells.join('')}</w:tr>`;
}

/** A table of rows already in XML. */
export function tableOf(rows: readonly string[]): string {
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;
}

/** A table of texts. */
export function table(rows: readonly (readonly string[])[]): string {
  return tableOf(rows.map((cells) => tableRow(cells.map((text) => cell(text)))));
}

/** The document part around a body. */
export function documentXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:document ${space} ${compatibility}><w:body>${body}</w:body></w:document>`;
}

/** A .docx with this body and, where given, these footnotes. */
export function docx(body: string, footnotes: readonly string[] = []): Uint8Array {
  const notes = footnotes.map((text, at) => `<w:footnote w:id="${at + 1}">${paragraph(text)}</w:footnote>`).join('');
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8(documentXml(body)),
    'word/footnotes.xml': strToU8(`<w:footnotes ${space}>${notes}</w:footnotes>`),
  });
}
