/** Every type of event, `slice.noun.verb-in-past`, with what it tells. Data is thin: ids and links. */
export const events = {
  'identity.membership.changed': 'An organisation entered a network, left it, or its place in it changed',
  'identity.group.changed': 'A sharing group was made, renamed, or who is in it changed',
  'plans.plan.relabelled': 'A plan is for others than before',
  'plans.version.published': 'A plan has a new current version',
  'plans.meeting.scheduled': 'A meeting has come into the calendar',
  'plans.meeting.changed': 'A meeting was moved, confirmed, held or called off, or who takes part has changed',
  'plans.proposal.made': 'A meeting proposes something to the next body',
  'plans.proposal.decided': 'A body has approved, adopted, amended, deferred or rejected a proposal',
  'plans.agreement.made': 'A meeting has agreed on something to be done',
  'plans.agreement.changed': 'An agreement was done, cancelled or changed',
  'plans.obligation.due': 'A report is owed in 21, 14 or 7 days, or today',
  'plans.obligation.overdue': 'A report has not come in time',
  'plans.report.submitted': 'A report waits for a second person of its organisation',
  'plans.report.validated': 'A report was validated in the name of its organisation',
  'plans.report.returned': 'A report was given back with a reason',
  'plans.report.published': 'A report was published',
} as const;

export type EventType = keyof typeof events;
