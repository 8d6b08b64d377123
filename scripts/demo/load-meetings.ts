import type { EnlaceClient, Meeting } from '../../shared/contract/index.ts';
import { absentIn2009, demoMeetings, pointsOf2009 } from './meetings.ts';
import { network, places } from './network.ts';

/** Puts the meetings of the model network into its calendar, with the report of 2009. What is there already is left as it is. */
export async function loadMeetings(secretariat: EnlaceClient, known: ReadonlyMap<string, string>): Promise<void> {
  const there: Meeting[] = [];
  for await (const meeting of secretariat.listMeetings()) there.push(meeting);
  for (const one of demoMeetings) {
    const held = there.find(({ body, state }) => body === 'GRCM' && (state === 'held') === one.held);
    const grcm = held ?? (await secretariat.createMeeting({ body: { ...one.grcm, network: network.code } })).body;
    const participants = one.held ? participantsOf2009(known) : [];
    const eve =
      there.find(({ before }) => before === grcm.id) ??
      (await secretariat.createMeeting({ body: { ...one.network, network: network.code, body: 'RED', before: grcm.id, participants } }))
        .body;
    if (one.held) await addPoints(secretariat, eve.id);
  }
}

async function addPoints(secretariat: EnlaceClient, id: string): Promise<void> {
  const printed = new Set<string>();
  for await (const { label } of secretariat.listPoints({ params: { id } })) printed.add(label);
  for (const point of pointsOf2009.filter(({ label }) => !printed.has(label))) await secretariat.addPoint({ params: { id }, body: point });
}

const participantsOf2009 = (known: ReadonlyMap<string, string>) =>
  places
    .filter(({ organisation }) => organisation.kind === 'member')
    .map(({ code }) => ({
      organisation: known.get(code) ?? '',
      attendance: absentIn2009.includes(code) ? ('absent' as const) : ('present' as const),
    }));
