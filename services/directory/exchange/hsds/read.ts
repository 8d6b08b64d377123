import countries from 'i18n-iso-countries';
import { type Text, languages, render } from '../../../../shared/contract/text.ts';
import { type Field, type Part, type Reader, type Shape, type Tree, isTree, textsKey } from './shape.ts';

/**
 * A thing of HSDS as our content says it; whether it may be said is for the content's own schema to tell. `now` is what we have: a text
 * keeps the languages that the package does not speak. Undefined for a part that cannot be kept.
 */
export function fromNode(shape: Shape, node: Tree, reader: Reader, now?: unknown): unknown {
  const item = shape.codec ? shape.codec.read(node, reader, now) : plainly(shape, node, reader, isTree(now) ? now : {});
  if (isTree(item)) reader.readAs(item, node, shape);
  return item;
}

function plainly(shape: Shape, given: Tree, reader: Reader, now: Tree): Tree {
  const { fields, one = [], many = [], otherwise = {} } = shape;
  tellUnknown(shape, given, reader);
  const node = { ...otherwise, ...given };
  const item: Tree = {};
  for (const field of fields) {
    const value = node[field.key];
    if (isThere(value)) item[field.name] = valueOf(field, node, reader, now);
    else if (field.kind === 'blank') item[field.name] = '';
  }
  for (const { key, name, shape: inner } of one) {
    const value = node[key];
    if (isThere(value)) item[name] = isTree(value) ? fromNode(inner, value, reader, now[name]) : value;
  }
  for (const part of many) {
    const items = itemsOf(part, node[part.key], reader, now[part.name]);
    if (items !== undefined) item[part.name] = items;
  }
  return item;
}

/** Whose a thing is, what is a listing of its own, and what is derived. */
const structural =
  /^(id|metadata|(organization|service|location|service_at_location|contact|phone|program|unit|taxonomy_term)(_id|s)?|link_(id|entity)|enlace_texts)$/;

function tellUnknown({ fields, one = [], many = [], also = [] }: Shape, node: Tree, reader: Reader): void {
  for (const name of Object.keys(node)) {
    const isKnown = structural.test(name) || also.includes(name) || [...fields, ...one, ...many].some(({ key }) => key === name);
    if (!isKnown) reader.leftOut('unknown-column', node, name);
  }
}

const isThere = (value: unknown) => value !== undefined && value !== null && value !== '';

function itemsOf({ shape }: Part, nodes: unknown, reader: Reader, now: unknown): unknown {
  if (!isThere(nodes)) return undefined;
  if (!Array.isArray(nodes)) return nodes;
  const before = new Map(Array.isArray(now) ? now.filter(isTree).map((item) => [item['id'], item]) : []);
  const items = nodes.map((node: unknown) => (isTree(node) ? fromNode(shape, node, reader, before.get(node['id'])) : node));
  const kept = items.filter((item) => item !== undefined);
  return kept.length > 0 ? kept : undefined;
}

function valueOf({ key, name, kind }: Field, node: Tree, reader: Reader, now: Tree): unknown {
  const value = node[key];
  if (kind === 'text') return textOf(value, textsOf(node, key) ?? now[name], reader);
  if (typeof value !== 'string') return value;
  if (kind === 'country') return countries.alpha2ToAlpha3(value) ?? value;
  if (kind === 'day') return value.replace(/^(\d{4}-\d\d-\d\d)T.*$/, '$1');
  if (kind === 'time') return value.replace(/^(\d\d:\d\d):\d\d(?=$|Z|[+-])/, '$1');
  return value;
}

const textsOf = (node: Tree, key: string): unknown => (isTree(node[textsKey]) ? node[textsKey][key] : undefined);

/** A text that is read in one language: the others stay, and so does what the language falls back on while it says the same. */
function textOf(value: unknown, before: unknown, { language }: Reader): unknown {
  const base = isText(before) ? before : {};
  const same = Object.keys(base).length > 0 && render(base, language) === value;
  return same ? base : { ...base, [language]: value };
}

const known: readonly string[] = languages;
const isText = (value: unknown): value is Text =>
  isTree(value) && Object.entries(value).every(([name, one]) => known.includes(name) && typeof one === 'string');
