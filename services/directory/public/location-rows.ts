import type { HsdsOrganization } from '../../../shared/contract/directory/hsds/shapes.ts';
import type { Language } from '../../../shared/contract/text.ts';
import type { PublicPart } from '../../../shared/database/public-directory.ts';
import { spoken } from './spoken.ts';

type HsdsLocation = NonNullable<HsdsOrganization['locations']>[number];

/** A place as a query gives it; `rest` when the whole of it was asked for. */
export type LocationRow = { id: string; organisation: string | null; card: PublicPart; rest?: PublicPart };

/** A place with everything, as JSON, of the table by this name. */
export const locationRow = (table: string): string =>
  `json_object('id', ${table}.id, 'organisation', ${table}.organisation_id, 'card', json(${table}.card), 'rest', json(${table}.rest))`;

/** A place as HSDS has it, in a language. */
export const toLocation = ({ id, organisation, card, rest = {} }: LocationRow, language: Language): HsdsLocation => ({
  id,
  ...(organisation ? { organization_id: organisation } : {}),
  ...(spoken(card, language) as { location_type: string }),
  ...spoken(rest, language),
});
