/** How operations are grouped for the reader of the document. */
export const tags = {
  Activities: 'What is to be done, by whom, by when and on which mandate',
  Audit: 'Who did what to which thing, and when, in a sealed chain',
  Clients: 'Machine clients of an organisation, their secrets and keys',
  Consents: 'The word of a source organisation that a record of its own may go further',
  Health: 'Whether the platform is ready',
  Mandates: 'What activities rest on, and what printed references mean',
  Memberships: 'Who belongs to a network and who presides, from when to when',
  Networks: 'Regional networks and their bodies',
  Organisations: 'Countries’ institutions, secretariats, partners and civil society',
  'Plan imports': 'Documents read as plans: drafts until they are accepted',
  Plans: 'Work plans and their whole tree',
  'Sharing groups': 'Named sets of organisations of a network that share with one another',
  Tokens: 'Access tokens and the keys that verify them',
} as const;

export type Tag = keyof typeof tags;
