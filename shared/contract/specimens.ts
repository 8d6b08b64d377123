import { alertStanding } from './specimens/alert-standing.ts';
import { alerts } from './specimens/alerts.ts';
import { corrections } from './specimens/corrections.ts';
import { criteria } from './specimens/criteria.ts';
import { entryRequirements } from './specimens/entry-requirements.ts';
import { figures } from './specimens/figures.ts';
import { fraudMethods } from './specimens/fraud-methods.ts';
import { images } from './specimens/images.ts';
import { openings } from './specimens/openings.ts';
import { securityFeatures } from './specimens/security-features.ts';
import { sightings } from './specimens/sightings.ts';
import { specimens as specimenRoutes } from './specimens/specimens.ts';
import { stix } from './specimens/stix.ts';

type Specimens = typeof securityFeatures &
  typeof specimenRoutes &
  typeof corrections &
  typeof openings &
  typeof images &
  typeof alerts &
  typeof sightings &
  typeof alertStanding &
  typeof stix &
  typeof fraudMethods &
  typeof entryRequirements &
  typeof criteria &
  typeof figures;

/** Everything the specimens worker answers. */
export const specimens: Specimens = {
  ...securityFeatures,
  ...specimenRoutes,
  ...corrections,
  ...openings,
  ...images,
  ...alerts,
  ...sightings,
  ...alertStanding,
  ...stix,
  ...fraudMethods,
  ...entryRequirements,
  ...criteria,
  ...figures,
};
