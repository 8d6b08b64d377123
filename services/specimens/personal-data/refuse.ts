import { type FieldError, Problem } from '../../../shared/contract/problem.ts';
import { findNationalNumbers } from './find-numbers.ts';
import { findMrz } from './mrz.ts';
import { numberKinds } from './national-numbers.ts';

type Detail = FieldError['detail'];

/**
 * Refuses a JSON value in whose texts there is a machine readable line or a document number of a person (security, Who may
 * see and do what); specimens pass. Keys are not texts. The lines of an array are read together as well. Throws personal-data
 * with each place below `pointer` (a JSON Pointer, RFC 6901) and what is there, never the number.
 */
export function assertNoPersonalData(value: unknown, pointer = '/body'): void {
  const errors: FieldError[] = [];
  const open: [value: unknown, pointer: string][] = [[value, pointer]];
  for (let next = open.pop(); next; next = open.pop()) {
    errors.push(...faultsOf(...next));
    open.push(...partsOf(...next).toReversed());
  }
  if (errors.length === 0) return;
  const detail = {
    es: 'Aquí no se guardan datos de personas: quite los números y líneas de documentos que no sean de un espécimen.',
    en: 'No data of persons are kept here: take out the numbers and lines of documents that are not a specimen’s.',
  };
  throw new Problem('personal-data', detail, { errors });
}

function partsOf(value: unknown, pointer: string): [value: unknown, pointer: string][] {
  if (isLines(value) || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, part]) => [part, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`]);
}

function faultsOf(value: unknown, pointer: string): FieldError[] {
  if (typeof value === 'string') return personalDataIn(value).map((detail) => ({ pointer, detail }));
  return isLines(value) ? faultsOfLines(value, pointer) : [];
}

/** Only the whole tells a specimen of several lines: what is not in it is not in a line of it either. */
function faultsOfLines(lines: string[], pointer: string): FieldError[] {
  const whole = personalDataIn(lines.join('\n'));
  if (whole.length === 0) return [];
  const inOne = lines.flatMap((line, index) => personalDataIn(line).map((detail) => ({ pointer: `${pointer}/${index}`, detail })));
  const known = (list: Detail[], { en }: Detail) => list.some((detail) => detail.en === en);
  const placed = inOne.filter(({ detail }) => known(whole, detail));
  const details = placed.map(({ detail }) => detail);
  return [...placed, ...whole.filter((detail) => !known(details, detail)).map((detail) => ({ pointer, detail }))];
}

const isLines = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');

/** What a text holds of a person's documents, in words, each kind once; none for a text that may be kept. */
export function personalDataIn(text: string): Detail[] {
  const formats = new Set(findMrz(text).flatMap(({ format, specimen }) => (specimen ? [] : [format])));
  const kinds = Map.groupBy(findNationalNumbers(text), ({ kind }) => kind);
  return [
    ...[...formats].map((format) => ({
      es: `Contiene una línea de lectura mecánica (${format}).`,
      en: `It holds a machine readable line (${format}).`,
    })),
    ...[...kinds].map(([kind, shapes]) => {
      const countries = [...new Set(shapes.flatMap((shape) => shape.countries))].toSorted().join(', ');
      return {
        es: `Parece contener ${numberKinds[kind].es} (${countries}).`,
        en: `It seems to hold ${numberKinds[kind].en} (${countries}).`,
      };
    }),
  ];
}
