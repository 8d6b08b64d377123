import { v7 as uuid } from 'uuid';
import type { Context } from './context.ts';
import type { Database } from './open.ts';

/** The context of the platform's own work: a cron, a bootstrap. Nobody asks and nobody repeats. */
export const platformContext = (db: Database): Context => ({
  db,
  principal: null,
  requestId: uuid(),
  now: new Date(),
  contentHash: '',
  idempotencyKey: null,
});
