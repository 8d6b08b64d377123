import type { Language } from '../text.ts';

export const purposeAudiences = ['governments', 'network'] as const;
export type PurposeAudience = (typeof purposeAudiences)[number];

/** Who may name somebody for a purpose, where not everybody may: the member that answers for the country, or civil society. */
export const namers = ['country', 'civil_society'] as const;
export type Namer = (typeof namers)[number];

/** A purpose that every network has. `onePerCountry`: no country has two main focal points for it on the same day; the database sees to it. */
export type StandardPurpose = {
  code: string;
  name: Record<Language, string>;
  audience: PurposeAudience;
  onePerCountry: boolean;
  namedBy: Namer | null;
};

const purpose = (code: string, name: StandardPurpose['name'], differs: Partial<StandardPurpose> = {}): StandardPurpose => ({
  code,
  name,
  audience: 'governments',
  onePerCountry: false,
  namedBy: null,
  ...differs,
});

/** What focal points are for, in whatever network (register DI-01 … DI-07, DI-12, DI-13, TR-16). */
export const standardPurposes: readonly StandardPurpose[] = [
  purpose(
    'network-liaison',
    { es: 'Enlace de la Red', en: 'Liaison officer of the network', pt: 'Ligação da rede', fr: 'Agent de liaison du réseau' },
    { namedBy: 'country' },
  ),
  purpose(
    'repatriation-link',
    { es: 'Enlace de repatriación', en: 'Repatriation link', pt: 'Ligação de repatriação', fr: 'Liaison de rapatriement' },
    { namedBy: 'country', onePerCountry: true },
  ),
  purpose(
    'campaign',
    { es: 'Punto focal de campaña', en: 'Campaign focal point', pt: 'Ponto focal de campanha', fr: 'Point focal de campagne' },
    { audience: 'network', namedBy: 'country', onePerCountry: true },
  ),
  purpose('integration-cases', {
    es: 'Casos especiales de integración',
    en: 'Special integration cases',
    pt: 'Casos especiais de integração',
    fr: 'Cas particuliers d’intégration',
  }),
  purpose(
    'civil-society-referent',
    {
      es: 'Referente local de sociedad civil',
      en: 'Local civil-society referent',
      pt: 'Referente local da sociedade civil',
      fr: 'Référent local de la société civile',
    },
    { audience: 'network', namedBy: 'civil_society', onePerCountry: true },
  ),
  purpose('protocol', {
    es: 'Protocolo de actuación',
    en: 'Protocol of action',
    pt: 'Protocolo de atuação',
    fr: 'Protocole d’action',
  }),
  purpose(
    'consular',
    { es: 'Coordinación consular', en: 'Consular coordination', pt: 'Coordenação consular', fr: 'Coordination consulaire' },
    { namedBy: 'country' },
  ),
  purpose('tutor', { es: 'Tutoría del aula virtual', en: 'Tutor', pt: 'Tutoria', fr: 'Tutorat' }, { audience: 'network' }),
  purpose('child-protection', {
    es: 'Oficial de protección a la infancia',
    en: 'Child-protection officer',
    pt: 'Oficial de proteção à infância',
    fr: 'Agent de protection de l’enfance',
  }),
];

const byCode = new Map(standardPurposes.map((one) => [one.code, one]));

/** A standard purpose by its code; undefined when the code is none or a network's own. */
export const standardPurpose = (code: string): StandardPurpose | undefined => byCode.get(code);
