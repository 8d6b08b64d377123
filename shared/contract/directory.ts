import { serviceLocations } from './directory/service-locations.ts';
import { serviceOrganisations } from './directory/service-organisations.ts';
import { services } from './directory/services.ts';

/** Everything the directory worker answers. */
export const directory = { ...serviceOrganisations, ...serviceLocations, ...services };
