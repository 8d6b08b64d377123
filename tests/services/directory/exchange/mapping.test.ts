import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds, nodeOf, shapeOf } from '../../../../services/directory/exchange/hsds/nouns.ts';
import { fromNode } from '../../../../services/directory/exchange/hsds/read.ts';
import type { Reader, Tree } from '../../../../services/directory/exchange/hsds/shape.ts';
import { readSheet, toCsv } from '../../../../services/directory/exchange/tabular/csv.ts';
import { nested } from '../../../../services/directory/exchange/tabular/nesting.ts';
import { type Rows, addRows } from '../../../../services/directory/exchange/tabular/rows.ts';
import { tables } from '../../../../services/directory/exchange/tabular/tables.ts';
import { taxonomyRows, taxonomyTables } from '../../../../services/directory/exchange/tabular/taxonomies.ts';
import { schemas } from '../../../../services/directory/listings/kinds.ts';
import { type Language, languages } from '../../../../shared/contract/text.ts';
import type { ListingContent, ListingKind } from '../../../../shared/database/listings.ts';
import { contents } from './arbitraries.ts';

const listing = '6e2a3b6e-0000-4000-8000-00000000a001';
const nothing = () => undefined;
const readerIn = (language: Language): Reader => ({ language, readAs: nothing, leftOut: (what) => expect.unreachable(what) });
const unsaid = () => expect.unreachable('nothing is to be said');
const anyLanguage = fc.constantFrom(...languages);

/** A listing through the tables of a package and back. */
function throughTables(kind: ListingKind, node: Tree): Tree {
  const rows: Rows = new Map();
  addRows(rows, shapeOf[kind], node);
  const files = tables.map(({ file, columns }) => [file, [columns.map(({ name }) => name), ...(rows.get(file) ?? [])]] as const);
  const terms = taxonomyTables.map(({ file, columns }) => [file, [columns.map(({ name }) => name), ...taxonomyRows(file, 'es')]] as const);
  const sheets = new Map(
    [...files, ...terms].map(([file, cells]) => [file, readSheet(new TextEncoder().encode(toCsv([...cells])), file, unsaid)]),
  );
  const formulae: string[] = [];
  const [given, ...rest] = nested(sheets, new WeakMap(), ({ code }) => formulae.push(code));
  expect(rest).toEqual([]);
  expect(formulae.filter((code) => code !== 'formula')).toEqual([]);
  return given?.node ?? expect.unreachable('it is gone');
}

describe.each(kinds)('a %s', (kind) => {
  const arbitrary: fc.Arbitrary<ListingContent> = contents[kind];
  const outgoing = (content: ListingContent) => ({ id: listing, kind, country: 'GTM', content, isPartial: false });

  test('is what the schema takes', () => {
    fc.assert(
      fc.property(arbitrary, (content) => {
        expect(schemas[kind].parse(content)).toEqual(content);
      }),
    );
  });

  test('comes back from HSDS as it left, in whatever language', () => {
    fc.assert(
      fc.property(arbitrary, anyLanguage, (content, language) => {
        const node = JSON.parse(JSON.stringify(nodeOf(outgoing(content), language))) as Tree;
        expect(fromNode(shapeOf[kind], node, readerIn(language))).toEqual(content);
      }),
    );
  });

  test('comes back from tables as it left, whatever a spreadsheet would run', () => {
    fc.assert(
      fc.property(arbitrary, anyLanguage, (content, language) => {
        const node = throughTables(kind, nodeOf(outgoing(content), language));
        expect(fromNode(shapeOf[kind], node, readerIn(language))).toEqual(content);
      }),
    );
  });
});
