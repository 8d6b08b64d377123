import { printedDate } from './printed-date.ts';
import type { Wording } from './wording.ts';

const date = (edtf: string) => printedDate('en-GB', edtf);

/** The words of a plan in English. */
export const english: Wording = {
  columns: {
    part: 'Part',
    axis: 'Axis',
    objective: 'Objectives',
    activity: 'Activities',
    responsible: 'Responsible',
    schedule: 'Calendar',
    outcome: 'Outcomes',
  },
  parts: { active: 'Active', historical: 'Historical' },
  updated: (by, edtf) => {
    const who = by && (by.kind === 'secretariat' ? ` by the ${by.code}` : ` by ${by.code}`);
    return `Updated${who ?? ''} ${edtf.length === 10 ? 'on' : 'in'} ${date(edtf)}`;
  },
  legend: [
    'Underlined: what is pending or to be defined.',
    'Capitals: what comes from the Plan of Action, to define its activities in the work plan.',
  ],
  version: (number, effectiveOn) => `Version ${number}, in force from ${date(effectiveOn)}`,
  page: { before: 'Page ', between: ' of ' },
  sheets: { plan: 'Plan', outcomes: 'Historical' },
  fields: {
    objectiveNumber: 'Objective no.',
    activityNumber: 'Activity no.',
    status: 'Calendar status',
    date: 'Date',
    cadence: 'Cadence',
    mandates: 'References',
    planOfAction: 'From the Plan of Action',
    notes: 'Notes',
    outcomeNumber: 'Outcome no.',
    events: 'Events',
    recurring: 'Recurring',
  },
  yes: 'Yes',
  no: 'No',
  statuses: { continuous: 'Continuous', scheduled: 'Scheduled', toBeDefined: 'To be defined', pending: 'Pending' },
  cadences: { none: '', perMeeting: 'At each meeting', semiAnnual: 'Semi-annual', regular: 'Regular', periodic: 'Periodic' },
  groups: {
    allMembers: 'Member countries',
    hostCountry: 'Host country',
    participatingCountries: 'Participating countries',
    interestedGovernments: 'Interested governments',
    role: 'Focal points',
  },
  shares: { responsible: 'Responsible', coordination: 'In coordination', input: 'With input', support: 'With support' },
};
