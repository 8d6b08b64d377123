import type { Typology } from '../../../shared/contract/specimens/alerts.ts';
import type { Sighting } from '../../../shared/contract/specimens/sightings.ts';
import type { Text } from '../../../shared/contract/text.ts';

/** The typologies as attack patterns: what each is called and what it means (register SP-01). */
export const typologyWords: Readonly<Record<Typology, { name: Text; description: Text }>> = {
  counterfeit: {
    name: { es: 'Documento falsificado', en: 'Counterfeit document' },
    description: {
      es: 'Se fabricó entero, a imitación de uno auténtico.',
      en: 'Made as a whole, in imitation of a genuine one.',
    },
  },
  forged: {
    name: { es: 'Documento alterado', en: 'Forged document' },
    description: { es: 'Es auténtico y algo en él se cambió.', en: 'It is genuine, and something in it was changed.' },
  },
  pseudo: {
    name: { es: 'Documento de fantasía', en: 'Pseudo document' },
    description: {
      es: 'Parece un documento, pero ninguna autoridad emite tal cosa.',
      en: 'It looks like a document, but no authority issues such a thing.',
    },
  },
  'fraudulently-obtained': {
    name: { es: 'Documento auténtico obtenido con fraude', en: 'Genuine document obtained by fraud' },
    description: {
      es: 'La autoridad lo emitió por engaño o por corrupción.',
      en: 'The authority issued it by deception or corruption.',
    },
  },
  impostor: {
    name: { es: 'Documento auténtico usado por otra persona', en: 'Genuine document used by an impostor' },
    description: { es: 'Quien lo presenta no es su titular.', en: 'Whoever presents it is not its holder.' },
  },
  'stolen-blank': {
    name: { es: 'Documento en blanco robado', en: 'Stolen blank document' },
    description: {
      es: 'Se robó antes de emitirse y se llenó después.',
      en: 'It was stolen before it was issued, and filled in afterwards.',
    },
  },
};

/** What a country says of an alert besides having seen it. */
export const noteWords: Readonly<Record<Exclude<Sighting['kind'], 'seen'>, Text>> = {
  'false-positive': {
    es: 'Falso positivo: se parecía y era auténtico.',
    en: 'False positive: it looked alike and was genuine.',
  },
  expired: { es: 'Ya no se encuentra.', en: 'It is no longer met.' },
};
