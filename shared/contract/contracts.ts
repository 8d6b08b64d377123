import { directory } from './directory.ts';
import { identity } from './identity.ts';
import { plans } from './plans.ts';
import type { Contract } from './route.ts';
import { webhooks } from './webhooks.ts';

/** Every contract by the service that answers it: what the gateway routes, the document lists and the tests walk. */
export const contracts = { identity, plans, directory, webhooks } satisfies Record<string, Contract>;
