import type { calendarLinks } from '../../../shared/contract/training/calendar-links.ts';
import type { Party } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { type Samples, always, member } from './sample.ts';

const link = { scope: 'organisation', name: '=Oficina' } as const;

const made = async (_: Stage, owner: Party) => (await owner.clients.validator.createCalendarLink({ body: link })).body;
const twoMade = always(async (stage, owner) => [await made(stage, owner), await made(stage, owner)]);
const oneMade = always(made);

export const calendarLinkSamples: Samples<keyof typeof calendarLinks> = {
  listCalendarLinks: {
    ...member,
    call: async (stage, owner) => {
      await twoMade(stage, owner);
      return { query: {} };
    },
  },
  createCalendarLink: { ...member, call: () => ({ body: link }) },
  revokeCalendarLink: { ...member, call: async (stage, owner) => ({ params: { id: (await made(stage, owner)).id }, ifMatch: '"1"' }) },
  readCalendarLink: {
    by: null,
    call: async (stage, owner) => ({ params: { token: (await oneMade(stage, owner)).url?.split('/').at(-1) ?? '' } }),
  },
};
