import countries from 'i18n-iso-countries';
import { type Language, type Text, render } from '../../../../shared/contract/text.ts';
import { type Field, type Part, type Shape, type Tree, type Writer, textsKey } from './shape.ts';

/** A piece of our content as HSDS has it, in a language: what HSDS has no room for stands in keys of our own. */
export function toNode(shape: Shape, item: unknown, writer: Writer): Tree {
  if (shape.codec) return shape.codec.write(item, writer);
  const content = item as Tree;
  const inside = { ...writer, owner: typeof content['id'] === 'string' ? content['id'] : writer.owner, entity: shape.entity };
  return {
    ...fieldsOf(shape.fields, content, writer.language),
    ...Object.fromEntries((shape.one ?? []).flatMap((part) => oneOf(part, content, inside))),
    ...Object.fromEntries((shape.many ?? []).flatMap((part) => manyOf(part, content, inside))),
  };
}

function fieldsOf(fields: readonly Field[], content: Tree, language: Language): Tree {
  const node: Tree = {};
  const texts: Tree = {};
  for (const { key, name, kind } of fields) {
    const value = content[name];
    if (kind === 'blank') node[key] = value ?? '';
    else if (value !== undefined) node[key] = written(kind, value, language);
    if (kind === 'text' && value !== undefined && !isAlone(value as Text, language)) texts[key] = value;
  }
  return Object.keys(texts).length > 0 ? { ...node, [textsKey]: texts } : node;
}

function written(kind: Field['kind'], value: unknown, language: Language): unknown {
  if (kind === 'text') return render(value as Text, language);
  if (kind === 'country') return countries.alpha3ToAlpha2(String(value)) ?? value;
  return value;
}

const isAlone = (value: Text, language: Language) => Object.keys(value).length === 1 && value[language] !== undefined;

const oneOf = ({ key, name, shape }: Part, content: Tree, writer: Writer): [string, Tree][] =>
  content[name] === undefined ? [] : [[key, toNode(shape, content[name], writer)]];

function manyOf({ key, name, shape }: Part, content: Tree, writer: Writer): [string, Tree[]][] {
  const items = (content[name] ?? []) as unknown[];
  return items.length === 0 ? [] : [[key, items.map((item) => toNode(shape, item, writer))]];
}
