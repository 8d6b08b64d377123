import { deliveries } from './webhooks/deliveries.ts';
import { endpoints } from './webhooks/endpoints.ts';
import { feed } from './webhooks/feed.ts';

/** Everything the webhooks worker answers. */
export const webhooks = { ...endpoints, ...deliveries, ...feed };
