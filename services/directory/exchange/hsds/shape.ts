import type { Language } from '../../../../shared/contract/text.ts';

/** A thing as HSDS has it, or a piece of our content: names and values. */
export type Tree = { [name: string]: unknown };

/** What a value is and how it crosses: as it stands, or as its kind says. `blank` is empty where there is none. */
export type Kind = 'plain' | 'text' | 'number' | 'boolean' | 'blank' | 'json' | 'day' | 'time' | 'country';

/** One field: its name in HSDS and in our content. */
export type Field = { key: string; name: string; kind: Kind };

/** What belongs to a thing: its name in HSDS and in our content, and its own shape. */
export type Part = { key: string; name: string; shape: Shape };

/** What is read of a package besides its values: the language it is in, where each thing stood, and what could not be kept. */
export type Reader = {
  language: Language;
  /** Says that something of a thing was left out. */
  leftOut: (what: LeftOut, node: Tree, key?: string) => undefined;
  /** Says of which thing of the package a piece of the content was read. */
  readAs: (item: object, node: Tree, shape: Shape) => void;
};

/** Why a part of a thing was not kept. */
export type LeftOut = 'unknown-term' | 'language-without-code' | 'unknown-column';

/** Whose part it is, and in which language texts are written. */
export type Writer = { language: Language; owner: string; entity: string };

/** For what is not a thing of the same fields on both sides. Reading gives undefined for what cannot be kept. */
export type Codec = { write: (item: unknown, writer: Writer) => Tree; read: (node: Tree, reader: Reader, now: unknown) => unknown };

/**
 * How one object of HSDS and one of our content say the same. `file` is its table in a package and `entity` the name by which others point
 * to it there. `also` are columns that the exchange itself writes.
 */
export type Shape = {
  file: string;
  entity: string;
  fields: readonly Field[];
  one?: readonly Part[];
  many?: readonly Part[];
  also?: readonly string[];
  /** What holds where a package says nothing. */
  otherwise?: Tree;
  codec?: Codec;
};

/** Texts in all their languages, by field: HSDS has room for one. */
export const textsKey = 'enlace_texts';

const field =
  (kind: Kind) =>
  (key: string, name: string = key): Field => ({ key, name, kind });

export const plain = field('plain');
export const text = field('text');
export const number = field('number');
export const boolean = field('boolean');
export const blank = field('blank');
export const json = field('json');
export const day = field('day');
export const time = field('time');
export const country = field('country');

export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
