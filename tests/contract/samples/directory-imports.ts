import { randomUUID } from 'node:crypto';
import type { directoryExport } from '../../../shared/contract/directory/directory-export.ts';
import type { directoryImports } from '../../../shared/contract/directory/directory-imports.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, member } from './sample.ts';

/** Who is out of the network sends nothing: a member's package stands for its own. */
const senderOf = (stage: Stage, owner: Party): Party => (owner === stage.GTM ? stage.MEX : owner);

/** A place and two things to be said of it. */
const newPackage = ({ id: network }: Stage) => ({
  query: { network, country: 'MEX' },
  body: JSON.stringify({ locations: [{ id: randomUUID(), location_type: 'virtual', name: '=Suma', '=x': 1, y: 2 }] }),
  mediaType: 'application/json' as const,
});

async function read(stage: Stage, owner: Party): Promise<string> {
  return (await senderOf(stage, owner).clients.officer.createDirectoryImport(newPackage(stage))).body.id;
}

const readOnes = new WeakMap<Stage, Map<Party, Promise<string>>>();

/** One package of each sender, whose findings stay the same. */
function readOnce(stage: Stage, owner: Party): Promise<string> {
  const ones = readOnes.get(stage) ?? new Map<Party, Promise<string>>();
  readOnes.set(stage, ones);
  const found = ones.get(owner) ?? read(stage, owner);
  ones.set(owner, found);
  return found;
}

const one = async (stage: Stage, owner: Party) => ({ params: { id: await read(stage, owner) } });
const first = async (stage: Stage, owner: Party) => ({ ...(await one(stage, owner)), ifMatch: '"1"' });

export const exchangeSamples: Samples<keyof (typeof directoryImports & typeof directoryExport)> = {
  getDirectoryPackage: { ...member, call: ({ id: network }) => ({ query: { network } }) },
  getDirectoryServices: { ...member, call: ({ id: network }) => ({ query: { network } }) },
  createDirectoryImport: { ...member, call: newPackage },
  listDirectoryImports: {
    ...member,
    call: async (stage, owner) => {
      await Promise.all([read(stage, owner), read(stage, owner)]);
      return { query: { network: stage.code, organisation: senderOf(stage, owner).id } };
    },
  },
  getDirectoryImport: { ...member, call: one },
  listDirectoryImportFindings: {
    ...member,
    call: async (stage, owner) => ({ params: { id: await readOnce(stage, owner) }, query: { severity: 'warning' } }),
  },
  discardDirectoryImport: { ...member, call: first },
  acceptDirectoryImport: { ...member, call: first },
  publishDirectoryImport: { ...member, by: 'MEX validator', call: first },
};
