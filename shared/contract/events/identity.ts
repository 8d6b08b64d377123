import { event, idOf } from './kind.ts';

/** What the registry of networks tells. */
export const identityEvents = {
  'identity.membership.changed': event(
    'Una organización entró en una red, la dejó, o su lugar en ella cambió',
    'An organisation entered a network, left it, or its place in it changed',
    { membership: idOf('The membership') },
  ),
  'identity.group.changed': event(
    'Un grupo para compartir se creó, cambió de nombre, o cambió quién está en él',
    'A sharing group was made, renamed, or who is in it changed',
    { group: idOf('The sharing group') },
  ),
} as const;
