import XmlBuilder from 'fast-xml-builder';
import { strToU8, zipSync } from 'fflate';

/** A column of a sheet: its title and its width in characters. */
export type Column = { title: string; width: number };

/** A sheet: its name, its columns, and its rows of texts. A row of titles stands on top and stays there. */
export type Sheet = { name: string; columns: readonly Column[]; rows: readonly (readonly string[])[] };

type Xml = Record<string, unknown>;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const officeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The most characters that Excel shows in a cell; it calls a file with more damaged. */
const longestCell = 32_767;

const builder = new XmlBuilder({ ignoreAttributes: false, suppressEmptyNode: true });
const part = (root: Xml) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${builder.build(root)}`);

const clipped = (text: string) => (text.length > longestCell ? `${text.slice(0, longestCell - 1).toWellFormed()}…` : text);

/** Each cell is a text and never a formula, whatever it begins with. */
const cellOf = (text: string, place: string, style: number) => {
  const cell = { '@_r': place, '@_s': style };
  return text === '' ? cell : { ...cell, '@_t': 'inlineStr', is: { t: { '@_xml:space': 'preserve', '#text': clipped(text) } } };
};

/** The sheets have fewer columns than there are letters. */
const rowOf = (cells: readonly string[], at: number, style: number) => ({
  '@_r': at,
  c: cells.map((text, column) => cellOf(text, `${String.fromCharCode(65 + column)}${at}`, style)),
});

const frozen = {
  sheetView: { '@_workbookViewId': 0, pane: { '@_ySplit': 1, '@_topLeftCell': 'A2', '@_activePane': 'bottomLeft', '@_state': 'frozen' } },
};

function sheetOf({ columns, rows }: Sheet): Xml {
  const titles = columns.map(({ title }) => title);
  const cols = columns.map(({ width }, at) => ({ '@_min': at + 1, '@_max': at + 1, '@_width': width, '@_customWidth': 1 }));
  const row = [rowOf(titles, 1, 1), ...rows.map((cells, at) => rowOf(cells, at + 2, 0))];
  return { worksheet: { '@_xmlns': main, sheetViews: frozen, cols: { col: cols }, sheetData: { row } } };
}

/** The prefix keeps a text a text when somebody edits the cell; a format of text would, too, but old Excels hide what is long then. */
const asText = { '@_numFmtId': 0, '@_quotePrefix': 1, '@_applyAlignment': 1, alignment: { '@_wrapText': 1, '@_vertical': 'top' } };

/** Two styles, both wrapped text: that of a cell, and that of a title, in bold. */
const styles = {
  styleSheet: {
    '@_xmlns': main,
    fonts: {
      font: [
        { sz: { '@_val': 11 }, name: { '@_val': 'Calibri' } },
        { b: {}, sz: { '@_val': 11 }, name: { '@_val': 'Calibri' } },
      ],
    },
    fills: { fill: [{ patternFill: { '@_patternType': 'none' } }, { patternFill: { '@_patternType': 'gray125' } }] },
    borders: { border: { left: {}, right: {}, top: {}, bottom: {}, diagonal: {} } },
    cellStyleXfs: { xf: { '@_numFmtId': 0, '@_fontId': 0 } },
    cellXfs: {
      xf: [
        { ...asText, '@_fontId': 0 },
        { ...asText, '@_fontId': 1, '@_applyFont': 1 },
      ],
    },
  },
};

const relation = (id: string, type: string, target: string) => ({ '@_Id': id, '@_Type': `${relations}/${type}`, '@_Target': target });
const related = (list: unknown[]) => ({ Relationships: { '@_xmlns': `${packaged}/relationships`, Relationship: list } });

/** A workbook (.xlsx, ECMA-376) of sheets of text: titles in bold and always in sight, everything wrapped, no formula anywhere. */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const file = (at: number) => `worksheets/sheet${at + 1}.xml`;
  const override = (name: string, type: string) => ({ '@_PartName': `/xl/${name}`, '@_ContentType': `${officeType}.${type}+xml` });
  const types = {
    '@_xmlns': `${packaged}/content-types`,
    Default: [
      { '@_Extension': 'rels', '@_ContentType': 'application/vnd.openxmlformats-package.relationships+xml' },
      { '@_Extension': 'xml', '@_ContentType': 'application/xml' },
    ],
    Override: [
      override('workbook.xml', 'sheet.main'),
      override('styles.xml', 'styles'),
      ...sheets.map((_, at) => override(file(at), 'worksheet')),
    ],
  };
  const sheet = sheets.map(({ name }, at) => ({ '@_name': name, '@_sheetId': at + 1, '@_r:id': `rId${at + 1}` }));
  const inBook = sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', file(at)));
  return zipSync({
    '[Content_Types].xml': part({ Types: types }),
    '_rels/.rels': part(related([relation('rId1', 'officeDocument', 'xl/workbook.xml')])),
    'xl/workbook.xml': part({ workbook: { '@_xmlns': main, '@_xmlns:r': relations, sheets: { sheet } } }),
    'xl/_rels/workbook.xml.rels': part(related([...inBook, relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml')])),
    'xl/styles.xml': part(styles),
    ...Object.fromEntries(sheets.map((one, at) => [`xl/${file(at)}`, part(sheetOf(one))])),
  });
}
