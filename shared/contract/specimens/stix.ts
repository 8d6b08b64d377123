import * as z from 'zod';
import { NetworkRef } from '../identity/networks.ts';
import { byId } from '../page.ts';
import { contract, fileOf } from '../route.ts';

/** The media type of STIX 2.1 (OASIS STIX 2.1, 10). */
export const stixType = 'application/stix+json;version=2.1' as const;

const tag = 'Alerts on documents';

export const stix = contract({
  getAlertBundle: {
    method: 'get',
    path: '/v1/alerts/{id}/stix',
    tag,
    summary: 'Get an alert as a STIX 2.1 bundle',
    access: 'exchange:read',
    params: byId,
    answers: { 200: fileOf([stixType], 'The bundle, as an attachment') },
  },
  exportAlerts: {
    method: 'get',
    path: '/v1/alert-bundle',
    tag,
    summary: 'Get the published alerts that the caller may see as one STIX 2.1 bundle, the last thousand that changed',
    access: 'exchange:read',
    query: z.strictObject({
      network: NetworkRef,
      changedAfter: z.iso.datetime().max(30).optional().meta({ description: 'Those that changed after this instant' }),
    }),
    answers: { 200: fileOf([stixType], 'The bundle, as an attachment') },
    problems: ['not-found'],
  },
});
