import { directory } from './directory.ts';
import { identity } from './identity.ts';
import { plans } from './plans.ts';
import { specimens } from './specimens.ts';
import { training } from './training.ts';
import { webhooks } from './webhooks.ts';

type Contracts = {
  identity: typeof identity;
  plans: typeof plans;
  directory: typeof directory;
  specimens: typeof specimens;
  training: typeof training;
  webhooks: typeof webhooks;
};

/** Every contract by the service that answers it: what the gateway routes, the document lists and the tests walk. */
export const contracts: Contracts = { identity, plans, directory, specimens, training, webhooks };
