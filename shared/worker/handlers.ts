import type { Contract, Input, Reply } from '../contract/route.ts';
import type { Context } from '../database/context.ts';

/** One handler for each route of a contract: valid input in, a declared answer out. */
export type Handlers<C extends Contract> = {
  [K in keyof C]: (input: Input<C[K]> & { headers: Headers }, context: Context, env: object) => Reply<C[K]> | Promise<Reply<C[K]>>;
};

type KeysOf<T> = T extends unknown ? keyof T : never;
type At<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/** The fields that an answer has beyond its contract, at any depth; never when there are none. */
type Excess<Declared, Actual> = [Declared] extends [Actual]
  ? never
  : Actual extends readonly (infer A)[]
    ? Excess<Extract<Declared, readonly unknown[]>[number], A>
    : Actual extends object
      ? { [K in keyof Actual]-?: K extends KeysOf<Declared> ? Excess<At<Declared, K>, Actual[K]> : K }[keyof Actual]
      : never;

/** The same handlers, or a type that nothing fits where one answers a field that its contract does not know. */
export type Exactly<C extends Contract, H> = {
  [K in keyof H]: K extends keyof C
    ? H[K] extends (...input: never[]) => infer Answer
      ? [Excess<Reply<C[K]>, Awaited<Answer>>] extends [never]
        ? H[K]
        : { 'not in the contract': Excess<Reply<C[K]>, Awaited<Answer>> }
      : never
    : never;
};
