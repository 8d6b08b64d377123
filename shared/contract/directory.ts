import { corridor } from './directory/corridor.ts';
import { directoryExport } from './directory/directory-export.ts';
import { directoryImports } from './directory/directory-imports.ts';
import { focalPoints } from './directory/focal-points.ts';
import { focalPurposes } from './directory/focal-purposes.ts';
import { focalVacancies } from './directory/focal-vacancies.ts';
import { hsds } from './directory/hsds.ts';
import { serviceLocations } from './directory/service-locations.ts';
import { serviceOrganisations } from './directory/service-organisations.ts';
import { services } from './directory/services.ts';

type Directory = typeof corridor &
  typeof focalPoints &
  typeof focalPurposes &
  typeof focalVacancies &
  typeof serviceOrganisations &
  typeof serviceLocations &
  typeof services &
  typeof hsds &
  typeof directoryImports &
  typeof directoryExport;

/** Everything the directory worker answers. */
export const directory: Directory = {
  ...corridor,
  ...focalPoints,
  ...focalPurposes,
  ...focalVacancies,
  ...serviceOrganisations,
  ...serviceLocations,
  ...services,
  ...hsds,
  ...directoryImports,
  ...directoryExport,
};
