import type { CallInput } from '../../../shared/contract/client/types.ts';
import type { Party } from '../../support/world.ts';
import type { OperationId, Routes } from '../operations.ts';
import type { Caller, Stage } from '../stage.ts';

/** A call that succeeds: who may make it (and who else), and what it says about a thing of the stage that belongs to `owner`, if to anyone. */
export type Sample<K extends OperationId> = {
  by: Caller | null;
  also?: Caller;
  call: (stage: Stage, owner: Party) => CallInput<Routes[K]> | Promise<CallInput<Routes[K]>>;
};

/** The samples of some operations. One that changes a thing brings a thing of its own. */
export type Samples<K extends OperationId> = { [O in K]: Sample<O> };

export const secretariat = { by: 'ST officer', also: 'ST validator' } as const;
export const administrator = { by: 'MEX administrator', also: 'MEX twin' } as const;
export const member = { by: 'MEX validator', also: 'MEX administrator' } as const;
export const operators = { by: 'op', also: 'operator twin' } as const;

/** The same thing of an owner whenever it is asked for: a list of what belongs to it is read page by page. */
export function always<T>(make: (stage: Stage, owner: Party) => Promise<T>): (stage: Stage, owner: Party) => Promise<T> {
  const made = new WeakMap<Party, Promise<T>>();
  return (stage, owner) => {
    const one = made.get(owner) ?? make(stage, owner);
    made.set(owner, one);
    return one;
  };
}
