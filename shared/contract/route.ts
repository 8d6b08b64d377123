import type { z } from 'zod';
import type { Permission } from './access.ts';
import { page } from './page.ts';
import type { ProblemCode } from './problem.ts';
import type { Tag } from './tags.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call: anyone, any principal with a valid token, or a principal with a permission. There is no default. */
export type Access = 'anyone' | 'principal' | Permission;

export type JsonBody = { kind: 'json'; schema: z.ZodType };
export type FormBody = { kind: 'form'; schema: z.ZodType };
export type DocumentBody = { kind: 'document'; mediaTypes: readonly string[]; maxBytes: number };
export type RequestBody = JsonBody | FormBody | DocumentBody;

export type SuccessStatus = 200 | 201 | 204;
export type Answer = { description: string; schema?: z.ZodType; list?: z.ZodType; files?: readonly string[] };

/** A file as an answer: its bytes, whole or as a stream, its media type, and the name under which it is saved. */
export type FileBody = { file: Uint8Array | ReadableStream<Uint8Array>; mediaType: string; name: string };

/** One operation: what may be asked, by whom, and what is answered. Everything else follows from it. */
export type Route = {
  method: Method;
  path: `/${string}`;
  tag: Tag;
  summary: string;
  description?: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: RequestBody;
  answers: { [S in SuccessStatus]?: Answer };
  problems?: readonly ProblemCode[];
  /** Its errors are those of RFC 6749, 5.2, which OAuth clients expect. */
  oauth?: true;
  /** Never cached, although anyone may ask. */
  fresh?: true;
  /** A GET that is answered once, to one client: nothing to compare a second answer with. */
  once?: true;
  /** A list that may be followed as `text/event-stream`: its `after` names the last item that the caller has. */
  live?: true;
};

/** The routes of one service by operation id. */
export type Contract = Record<string, Route>;

/** Keeps the exact type of a contract while checking its shape. */
export const contract = <const C extends Contract>(routes: C): C => routes;

/** A JSON answer of one thing. */
export const answer = <S extends z.ZodType>(schema: S, description = 'The thing asked for') => ({ schema, description });

/** A page of things, `{ items, next }`, which also exists as CSV and NDJSON. */
export const listOf = <S extends z.ZodType>(item: S, description = 'A page of the list') => ({
  schema: page(item),
  list: item,
  description,
});

/** A file of one of these media types; with a schema, the same in JSON when that is what was asked for. */
export const fileOf = <const M extends readonly string[]>(files: M, description: string) => ({ files, description });

/** An answer without content. */
export const nothing = { description: 'Done, nothing to say' };

/** A JSON request body. */
export const json = <S extends z.ZodType>(schema: S) => ({ kind: 'json', schema }) as const;

/** A form-encoded request body. */
export const form = <S extends z.ZodType>(schema: S) => ({ kind: 'form', schema }) as const;

/** A document as the request body: its media types and the most bytes it may have. */
export const document = <const M extends readonly string[]>(mediaTypes: M, maxBytes: number) =>
  ({ kind: 'document', mediaTypes, maxBytes }) as const;

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type BodyOf<R extends Route> = R['body'] extends { schema: infer S }
  ? Output<S>
  : R['body'] extends { mediaTypes: readonly (infer M)[] }
    ? { mediaType: M; bytes: Uint8Array }
    : undefined;

/** The keyset of the last item of a page: the values of the list's sort columns. */
export type Keyset = (string | number)[];

/**
 * What a handler of the route is given, already valid. `after` is the keyset of the page before, null at the beginning;
 * `version` is what If-Match asks for, on PATCH, PUT and DELETE.
 */
export type Input<R extends Route> = {
  params: Output<R['params']>;
  query: Output<R['query']>;
  body: BodyOf<R>;
  after: Keyset | null;
  version: R['method'] extends 'patch' | 'put' | 'delete' ? number : null;
};

type ListBody<I> = { items: I[]; next: Keyset | null };
type FileFor<A> = A extends { files: readonly (infer M)[] } ? { file: FileBody['file']; mediaType: M; name: string } : never;
type BodyFor<A> = A extends { list: infer I extends z.ZodType }
  ? ListBody<z.output<I>>
  : A extends { schema: infer S extends z.ZodType }
    ? z.output<S> | FileFor<A>
    : A extends { files: readonly string[] }
      ? FileFor<A>
      : null;

/** Of a list that may be followed: how far it was read, so that whoever follows it reads nothing twice. It is not told. */
type Read<R extends Route> = R extends { live: true } ? { end: Keyset } : unknown;

/** What a handler of the route may answer: one of the declared statuses with its body. */
export type Reply<R extends Route> = {
  [S in keyof R['answers'] & SuccessStatus]: {
    status: S;
    body: BodyFor<R['answers'][S]> & Read<R>;
    version?: string | number;
    modifiedAt?: string;
    location?: string;
    /** The language in which the answer speaks. */
    language?: string;
  };
}[keyof R['answers'] & SuccessStatus];
