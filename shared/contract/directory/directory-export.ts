import * as z from 'zod';
import { NetworkRef } from '../identity/networks.ts';
import { contract, fileOf } from '../route.ts';
import { Language } from '../text.ts';
import { Country } from './parts.ts';

const tag = 'Directory exchange';
const query = z.strictObject({
  network: NetworkRef,
  country: Country.optional(),
  language: Language.default('es').meta({ description: 'Of the texts; their other languages stand in columns of our own' }),
});
const description =
  'What the caller keeps, approves or looks after, as it is proposed or published, without what was withdrawn. Of a hidden place those who ' +
  'neither keep it nor answer for its country get the gate alone. Keys that begin with `enlace_` hold what HSDS has no room for.';

/** A thing as HSDS 3.0 has it, with all that belongs to it, and keys of our own that begin with `enlace_`. */
const things = z.array(z.record(z.string().max(100), z.unknown())).max(1_000_000);

const HsdsDocument = z.strictObject({ services: things, organizations: things, locations: things }).meta({
  id: 'HsdsDocument',
  examples: [
    {
      services: [],
      organizations: [
        { id: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c52', name: 'Asociación Puentes', description: 'Acompaña.', enlace_country: 'GTM' },
      ],
      locations: [],
    },
  ],
});

export const directoryExport = contract({
  getDirectoryPackage: {
    method: 'get',
    path: '/v1/directory/package',
    tag,
    summary: 'Get listings as a tabular data package: the CSV files of HSDS 3.0 and datapackage.json, zipped',
    description,
    access: 'listing:read',
    query,
    answers: { 200: fileOf(['application/zip'], 'The package, as an attachment') },
    problems: ['not-found'],
  },
  getDirectoryServices: {
    method: 'get',
    path: '/v1/directory/services.json',
    tag,
    summary: 'Get listings as HSDS JSON: services with all that belongs to them, and what no service names',
    description,
    access: 'listing:read',
    query,
    answers: { 200: { ...fileOf(['application/json'], 'Services, organisations and places, as an attachment'), schema: HsdsDocument } },
    problems: ['not-found'],
  },
});
