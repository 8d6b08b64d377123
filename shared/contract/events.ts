/** Every type of event, `slice.noun.verb-in-past`, with what it tells. Data is thin: ids and links. */
export const events = {
  'identity.membership.changed': 'An organisation entered a network, left it, or its place in it changed',
  'identity.group.changed': 'A sharing group was made, renamed, or who is in it changed',
  'plans.plan.relabelled': 'A plan is for others than before',
  'plans.version.published': 'A plan has a new current version',
} as const;

export type EventType = keyof typeof events;
