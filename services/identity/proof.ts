import type { SQLWrapper } from 'drizzle-orm';
import { Problem } from '../../shared/contract/problem.ts';
import type { Step } from '../../shared/database/commit.ts';

/** How a client proves itself: the statements that fail where it does not, and the query for the id of the secret or keys it used. */
export type Proof = { client: string; steps: Step[]; credential: SQLWrapper };

/** The one refusal of any wrong credential: it does not say what was wrong with it. */
export const wrongCredentials = () =>
  new Problem(
    'unauthenticated',
    { es: 'El cliente o su credencial no son válidos.', en: 'The client or its credential is not valid.' },
    { headers: { 'WWW-Authenticate': 'Basic realm="enlace"' } },
  );
