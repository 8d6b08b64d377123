import { contracts } from '../../shared/contract/contracts.ts';
import type { Route } from '../../shared/contract/route.ts';

type Contracts = typeof contracts;
export type Routes = Contracts['identity'] &
  Contracts['plans'] &
  Contracts['directory'] &
  Contracts['specimens'] &
  Contracts['training'] &
  Contracts['webhooks'];
export type OperationId = { [S in keyof Contracts]: keyof Contracts[S] }[keyof Contracts];
export type Operation = { id: OperationId; route: Route };

/** Every operation of every contract: what this ring walks. */
export const operations: Operation[] = Object.values(contracts)
  .flatMap((contract) => Object.entries(contract) as [OperationId, Route][])
  .map(([id, route]) => ({ id, route }));

/** One operation by its id. */
export function operation(id: OperationId): Operation {
  const found = operations.find((one) => one.id === id);
  if (!found) throw new Error(`No operation ${id}`);
  return found;
}

export const isGuarded = ({ route }: Operation) => route.access !== 'anyone';
export const isList = ({ route }: Operation) => route.answers[200]?.list !== undefined;
export const isRead = ({ route }: Operation) => route.method === 'get';
/** A GET that is answered once: its sample call makes a ticket, and there is no second answer to compare. */
export const isOnce = ({ route }: Operation) => route.once === true;
export const isChange = ({ route }: Operation) => ['put', 'patch', 'delete'].includes(route.method);
/** A POST that makes something, and so may be repeated under its key. */
export const isCreation = ({ route }: Operation) => route.method === 'post' && route.answers[201] !== undefined;

/** The ids of those that fit, as rows of `test.each`. */
export const idsOf = (fits: (one: Operation) => boolean): OperationId[] => operations.filter(fits).map(({ id }) => id);
