import type { certificates } from '../../../shared/contract/training/certificates.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { attended, opened } from './enrolments.ts';
import { type Samples, always, member, secretariat } from './sample.ts';

/** Somebody whom an owner sent to a training of the secretariat that was held. */
async function newlyTrained(stage: Stage, owner: Party) {
  const edition = await opened(stage);
  const { params } = await attended(stage, owner, edition);
  await stage.ST.clients.officer.stepEdition({ params: { id: edition }, ifMatch: '"2"', body: { state: 'held' } });
  return { edition, enrolment: params.id };
}

/** Somebody of its own for each sample that changes a certificate, so that no other one does meanwhile. */
function somebody() {
  const trained = always(newlyTrained);
  /** The valid certificate of that person: the one that is there, or a new one. */
  async function certified(stage: Stage, owner: Party) {
    const { officer } = stage.ST.clients;
    const { enrolment } = await trained(stage, owner);
    const known = await Array.fromAsync(officer.listCertificates({ query: { enrolment } }));
    const { id } = known.find(({ revokedOn }) => revokedOn === null) ?? (await officer.issueCertificate({ body: { enrolment } })).body;
    const { body, etag } = await officer.getCertificate({ params: { id } });
    return { body, call: { params: { id }, ifMatch: etag ?? '' } };
  }
  /** That person without a valid certificate. */
  async function uncertified(stage: Stage, owner: Party) {
    const { call } = await certified(stage, owner);
    await stage.ST.clients.officer.revokeCertificate({ ...call, body: { reason: { es: '=Por error' } } });
    return (await trained(stage, owner)).enrolment;
  }
  return { certified, uncertified };
}
const [listed, issued, revoked, reissued, named, kept] = [somebody(), somebody(), somebody(), somebody(), somebody(), somebody()];

const aCertificate = always(async (stage, owner) => (await kept.certified(stage, owner)).body);
const byId = async (stage: Stage, owner: Party) => ({ params: { id: (await aCertificate(stage, owner)).id } });
const byCode = async (stage: Stage, owner: Party) => ({ params: { code: (await aCertificate(stage, owner)).code } });

/** Somebody's certificates: one that was revoked, and the one in its place. */
const twoListed = always(async (stage, owner) => {
  const enrolment = await listed.uncertified(stage, owner);
  await listed.certified(stage, owner);
  return { query: { enrolment } };
});

export const certificateSamples: Samples<keyof typeof certificates> = {
  listCertificates: { ...member, call: twoListed },
  issueCertificate: { ...secretariat, call: async (stage, owner) => ({ body: { enrolment: await issued.uncertified(stage, owner) } }) },
  getCertificate: { ...member, call: byId },
  revokeCertificate: {
    ...secretariat,
    call: async (stage, owner) => ({ ...(await revoked.certified(stage, owner)).call, body: { reason: { es: '=Por error' } } }),
  },
  reissueCertificate: {
    ...secretariat,
    call: async (stage, owner) => ({ params: (await reissued.certified(stage, owner)).call.params }),
  },
  showCertificateName: {
    ...member,
    call: async (stage, owner) => ({ ...(await named.certified(stage, owner)).call, body: { nameShown: false } }),
  },
  getCertificateFile: { ...member, call: byId },
  verifyCertificate: { by: null, call: byCode },
  getBadgeKeys: { by: null, call: () => ({}) },
  getCertificateStatus: { by: null, call: byCode },
  getCertificateBadge: { by: null, call: byCode },
};
