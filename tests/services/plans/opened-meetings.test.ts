import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { listMandates } from '../../../services/plans/mandates.ts';
import { packOf } from '../../../services/plans/meetings/pack.ts';
import { traceMandate } from '../../../services/plans/trace.ts';
import { audit } from '../../../shared/database/journal.ts';
import { agreeOn, meet } from '../../support/meetings.ts';
import { ownNetwork, planText, publishText } from '../../support/planned-network.ts';

/** The model network with a GRCM meeting for governments, above GREEN, and an agreement of it that is overdue. */
async function withMeeting() {
  const network = await ownNetwork();
  await publishText(network, planText('es'));
  const st = network.by('ST');
  const { id: meeting } = await meet(st, { body: 'CRM', date: '2004-05-10', tlp: 'AMBER', audience: 'governments' });
  const { id: agreement } = await agreeOn(st, meeting, { deadline: { kind: 'date', date: '2004-04' } });
  const openedBy = async (code: string) => {
    const rows = await network.db.orm.select().from(audit).where(eq(audit.action, 'meeting:read'));
    const organisation = network.by(code).principal?.organisation;
    return new Set(rows.filter((row) => row.organisation === organisation).map(({ subject }) => subject));
  };
  return { ...network, meeting, agreement, openedBy };
}

test('whoever opens the pack of a meeting above GREEN leaves a row for the meeting and for each agreement in it', async () => {
  const { by, meeting, agreement, openedBy } = await withMeeting();
  const pack = await packOf(by('MEX'), meeting);
  expect(pack.agreements.map(({ id }) => id)).toEqual([agreement]);
  expect(await openedBy('MEX')).toEqual(new Set([meeting, agreement]));
  await expect(packOf(by('IOM'), meeting)).rejects.toMatchObject({ code: 'not-found' });
  expect(await openedBy('IOM')).toEqual(new Set());
});

test('so does whoever follows a mandate to such a meeting; who is shown none of it leaves no row', async () => {
  const { by, meeting, openedBy } = await withMeeting();
  const { items } = await listMandates(by('MEX'), { limit: 200, resolved: true }, null);
  const mandate = items.find((one) => one.meeting === meeting)?.id ?? '';
  expect((await traceMandate(by('MEX'), mandate, {})).meeting?.id).toBe(meeting);
  expect(await openedBy('MEX')).toEqual(new Set([meeting]));
  expect((await traceMandate(by('IOM'), mandate, {})).meeting).toBeNull();
  expect(await openedBy('IOM')).toEqual(new Set());
});
