import { contracts } from '../../shared/contract/contracts.ts';
import type { Route } from '../../shared/contract/route.ts';

/** The services behind the gateway, named as their contracts. */
export type Service = keyof typeof contracts;

const bindings: Record<Service, string> = {
  identity: 'IDENTITY',
  plans: 'PLANS',
  directory: 'DIRECTORY',
  specimens: 'SPECIMENS',
  training: 'TRAINING',
  webhooks: 'WEBHOOKS',
};
const prefixes = new Map(
  Object.entries(contracts).flatMap(([service, contract]) =>
    Object.values(contract).map(({ path }) => [prefixOf(path), service as Service]),
  ),
);
/** The paths of what anyone may ask by a method. */
const publicPathsOf = (wanted: Route['method']) =>
  Object.values(contracts)
    .flatMap((contract) => Object.values(contract) as Route[])
    .filter(({ access, method }) => access === 'anyone' && method === wanted)
    .map(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`));

const read = publicPathsOf('get');
const asked = publicPathsOf('post');

/** The name of the binding that answers a path, by its first two segments; undefined when none does. */
export function bindingFor(path: string): string | undefined {
  const service = prefixes.get(prefixOf(path));
  return service && bindings[service];
}

/** Whether anyone may read this path, so that a page of another origin may too. */
export const isPublic = (path: string) => read.some((pattern) => pattern.test(path));

/** Whether what is read at this public path may be asked by POST as well. */
export const isAskedByPost = (path: string) => isPublic(path) && asked.some((pattern) => pattern.test(path));

function prefixOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}
