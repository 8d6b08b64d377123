import type { z } from 'zod';
import type { Route } from '../route.ts';

type In<S> = S extends z.ZodType ? z.input<S> : never;
type BodyOf<R extends Route> = R['body'] extends { schema: infer S }
  ? { body: In<S> }
  : R['body'] extends { mediaTypes: readonly (infer M)[] }
    ? { body: Uint8Array | string; mediaType: M }
    : unknown;
type ParamsOf<R extends Route> = R['params'] extends z.ZodType ? { params: z.input<R['params']> } : unknown;
type QueryOf<R extends Route> = R['query'] extends z.ZodType
  ? Record<string, never> extends z.input<R['query']>
    ? { query?: z.input<R['query']> }
    : { query: z.input<R['query']> }
  : unknown;
type MatchOf<R extends Route> = R['method'] extends 'patch' | 'put' | 'delete' ? { ifMatch: string } : unknown;
type KeyOf<R extends Route> = R['method'] extends 'post' ? { idempotencyKey?: string } : unknown;
type Common = { signal?: AbortSignal };

/** What a call of an operation takes. */
export type CallInput<R extends Route> = ParamsOf<R> & QueryOf<R> & BodyOf<R> & MatchOf<R> & KeyOf<R> & Common;

type Answers<R extends Route> = R['answers'][keyof R['answers']];
type FileOut<A> = A extends { files: readonly string[] } ? Uint8Array : never;
type OutOf<A> = A extends { schema: infer S extends z.ZodType }
  ? z.output<S> | FileOut<A>
  : A extends { files: readonly string[] }
    ? Uint8Array
    : null;
type Result<Body> = { status: number; body: Body; etag: string | null; requestId: string | null };

/** What a call gives: the body, and the validator to send back as `ifMatch`. */
export type CallResult<R extends Route> = Result<OutOf<Answers<R>>>;

type ItemOf<R extends Route> = Answers<R> extends { list: infer I extends z.ZodType } ? z.output<I> : never;
type Arguments<Input> = Common extends Input ? [Input?] : [Input];

/** Reading one thing: with `ifNoneMatch` the body is null when nothing has changed (status 304). */
type Read<R extends Route> = {
  (...input: Arguments<CallInput<R>>): Promise<CallResult<R>>;
  (input: CallInput<R> & { ifNoneMatch: string }): Promise<CallResult<R> | Result<null>>;
};

/** One method of the client: a list is an async iterable over all its pages, anything else a promise. */
export type Method<R extends Route> = [ItemOf<R>] extends [never]
  ? R['method'] extends 'get'
    ? Read<R>
    : (...input: Arguments<CallInput<R>>) => Promise<CallResult<R>>
  : (input?: CallInput<R>) => AsyncIterable<ItemOf<R>>;
