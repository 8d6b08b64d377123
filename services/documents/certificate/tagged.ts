import {
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';

/** What a part of a page is to whoever has it read aloud (ISO 32000-1, 14.8.4). */
export type Role = 'H1' | 'P' | 'Figure';

/** Marks the parts of a page as they are drawn, in the order in which they are read. */
export type Tagger = {
  /** Draws a part. A picture says in words what it shows. */
  part: (role: Role, draw: () => void, alternative?: string) => void;
  /** Draws what is only there for the eye. */
  ornament: (draw: () => void) => void;
  /** Writes the structure into the document, when all is drawn. */
  finish: () => void;
};

/** Draws a line of several parts that is read as one text (ISO 32000-1, 14.9.4). */
export function readAs(page: PDFPage, text: string, draw: () => void): void {
  const span = `<</ActualText ${PDFHexString.fromText(text)}>>`;
  page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of('Span'), span]));
  draw();
  page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
}

/** Makes a document of one page a tagged one (ISO 32000-1, 14.7 and 14.8). */
export function taggerOf(pdf: PDFDocument, page: PDFPage): Tagger {
  const { context, catalog } = pdf;
  const [root, whole] = [context.nextRef(), context.nextRef()];
  const parts: PDFRef[] = [];
  const marked = (begin: PDFOperator, draw: () => void) => {
    page.pushOperators(begin);
    draw();
    page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
  };
  return {
    part(role, draw, alternative) {
      const index = parts.length;
      marked(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of(role), `<</MCID ${index}>>`]), draw);
      const described = alternative === undefined ? {} : { Alt: PDFHexString.fromText(alternative) };
      parts.push(context.register(context.obj({ Type: 'StructElem', S: role, P: whole, Pg: page.ref, K: index, ...described })));
    },
    ornament: (draw) => marked(PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of('Artifact')]), draw),
    finish() {
      const tree = { Nums: [0, parts] };
      context.assign(whole, context.obj({ Type: 'StructElem', S: 'Document', P: root, K: parts }));
      context.assign(root, context.obj({ Type: 'StructTreeRoot', K: whole, ParentTree: tree, ParentTreeNextKey: 1 }));
      catalog.set(PDFName.of('StructTreeRoot'), root);
      catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
      page.node.set(PDFName.of('StructParents'), PDFNumber.of(0));
    },
  };
}
