import type { AuditFault, AuditFaultKind, LateRow } from '../../shared/contract/audit-verifier.ts';

/** A text out of the database, as it may be shown: an attacker may have put a line of ours into it. */
export const shown = (text: unknown) =>
  String(text)
    .replaceAll(/[^\x21-\x7e]/g, '?')
    .slice(0, 64);

type Line = (row: string, at: number, checkpoint: string) => { en: string; es: string };

const lines: Record<AuditFaultKind, Line> = {
  edited: (row) => ({ en: `Row ${row} was edited.`, es: `La fila ${row} fue modificada.` }),
  missing: (row, _, checkpoint) => ({
    en: `Row ${row} is missing${checkpoint && `: the checkpoint at ${checkpoint} knows of it`}.`,
    es: `Falta la fila ${row}${checkpoint && `: el punto de control en ${checkpoint} la conoce`}.`,
  }),
  inserted: (row) => ({ en: `Row ${row} was inserted.`, es: `La fila ${row} fue insertada.` }),
  reordered: (row) => ({
    en: `Row ${row} stands in the place of another: rows were put in another order.`,
    es: `La fila ${row} ocupa el lugar de otra: se cambió el orden de las filas.`,
  }),
  'seal-altered': (row) => ({ en: `The seal of row ${row} was altered.`, es: `El sello de la fila ${row} fue modificado.` }),
  'seal-missing': (row) => ({ en: `The seal of row ${row} is missing.`, es: `Falta el sello de la fila ${row}.` }),
  rewritten: (_, at, checkpoint) => ({
    en: `Rows were rewritten, from ${at} on at the earliest: they are not those of the checkpoint at ${checkpoint}.`,
    es: `Se reescribieron filas, como muy pronto desde la ${at}: no son las del punto de control en ${checkpoint}.`,
  }),
  unsigned: (_, at) => ({
    en: `No checkpoint vouches for the sealed rows from ${at} on.`,
    es: `Ningún punto de control respalda las filas selladas desde la ${at}.`,
  }),
  'checkpoint-altered': (_, at, checkpoint) => ({
    en: `The checkpoint at ${checkpoint} was altered: it does not vouch for the rows from ${at} on.`,
    es: `El punto de control en ${checkpoint} fue modificado: no respalda las filas desde la ${at}.`,
  }),
  'unknown-key': (_, at, checkpoint) => ({
    en: `The checkpoint at ${checkpoint} was signed with a key that is not trusted here: it does not vouch for the rows from ${at} on.`,
    es: `El punto de control en ${checkpoint} se firmó con una clave desconocida: no respalda las filas desde la ${at}.`,
  }),
  'bad-signature': (_, at, checkpoint) => ({
    en: `The signature of the checkpoint at ${checkpoint} is wrong: it does not vouch for the rows from ${at} on.`,
    es: `La firma del punto de control en ${checkpoint} no es válida: no respalda las filas desde la ${at}.`,
  }),
};

/** What is wrong, in one line of each language. */
export function tellFault({ kind, position, id, checkpoint }: AuditFault): { en: string; es: string } {
  return lines[kind](id === null ? String(position) : `${position} (${shown(id)})`, position, String(checkpoint ?? ''));
}

/** A row that waited for its checkpoint, in one line of each language. */
export function tellLate({ position, at: written, sealedAt }: LateRow): { en: string; es: string } {
  const at = shown(written);
  return sealedAt === null
    ? { en: `Row ${position} of ${at} is not sealed yet.`, es: `La fila ${position} del ${at} aún no está sellada.` }
    : {
        en: `Row ${position} of ${at} was sealed only at ${sealedAt}.`,
        es: `La fila ${position} del ${at} no se selló hasta el ${sealedAt}.`,
      };
}
