/** How operations are grouped for the reader of the document. */
export const tags = {
  Activities: 'What is to be done, by whom, by when and on which mandate',
  Clients: 'Machine clients of an organisation and their secrets',
  Health: 'Whether the platform is ready',
  Mandates: 'What activities rest on, and what printed references mean',
  Memberships: 'Who belongs to a network and who presides, from when to when',
  Networks: 'Regional networks and their bodies',
  Organisations: 'Countries’ institutions, secretariats, partners and civil society',
  'Plan imports': 'Documents read as plans: drafts until they are accepted',
  Plans: 'Work plans and their whole tree',
  Tokens: 'Access tokens and the keys that verify them',
} as const;

export type Tag = keyof typeof tags;
