/** How operations are grouped for the reader of the document. */
export const tags = {
  Activities: 'What is to be done, by whom, by when and on which mandate',
  Audit: 'Who did what to which thing, and when, in a sealed chain',
  Clients: 'Machine clients of an organisation, their secrets and keys',
  Consents: 'The word of a source organisation that a record of its own may go further',
  Events: 'What has happened, to be pulled and acknowledged',
  'Focal points': 'Whom to call: persons in posts, for a purpose, never public',
  Health: 'Whether the platform is ready',
  Ledger: 'What each organisation owes for each activity and period',
  Mandates: 'What activities rest on, and what printed references mean',
  Meetings: 'The meetings of the bodies of a network and the points of their reports',
  Memberships: 'Who belongs to a network and who presides, from when to when',
  Networks: 'Regional networks and their bodies',
  Organisations: 'Countries’ institutions, secretariats, partners and civil society',
  Documents: 'The plan and what belongs to it, as files for the meeting',
  'Plan drafts': 'The next version of a plan while its secretariat works on it',
  'Plan imports': 'Documents read as plans: drafts until they are accepted',
  Plans: 'Work plans and their whole tree',
  'Proposals and agreements': 'What one body lays before the next, and what meetings agree on',
  'Public directory': 'Services for whoever needs help, for anyone, as Open Referral HSDS',
  Reports: 'What organisations report on activities, validated by a second person',
  'Sharing groups': 'Named sets of organisations of a network that share with one another',
  'Services of reference': 'Organisations, places and services for whoever needs help: proposed, approved, made public',
  Tokens: 'Access tokens and the keys that verify them',
  Webhooks: 'Addresses of an organisation to which events are sent, and how that fares',
} as const;

export type Tag = keyof typeof tags;
