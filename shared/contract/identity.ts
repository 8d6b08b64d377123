import { audit } from './identity/audit.ts';
import { checkpoints } from './identity/checkpoints.ts';
import { clientKeys } from './identity/client-keys.ts';
import { clients } from './identity/clients.ts';
import { consents } from './identity/consents.ts';
import { groups } from './identity/groups.ts';
import { health } from './identity/health.ts';
import { memberships } from './identity/memberships.ts';
import { networks } from './identity/networks.ts';
import { organisations } from './identity/organisations.ts';
import { tokens } from './identity/tokens.ts';

/** Everything the identity worker answers. */
export const identity = {
  ...health,
  ...tokens,
  ...networks,
  ...organisations,
  ...memberships,
  ...clients,
  ...clientKeys,
  ...groups,
  ...consents,
  ...audit,
  ...checkpoints,
};
