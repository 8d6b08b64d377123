import type { Taxonomy } from '../taxonomies.ts';

/** At which point of the way a service helps (register DI-09). */
export const stage: Taxonomy = {
  id: 'c0ef07d5-cb10-580f-8334-448ffa9ade1e',
  code: 'stage',
  version: '1',
  name: { es: 'Etapa', en: 'Stage', pt: 'Etapa', fr: 'Étape' },
  description: {
    es: 'En qué momento del camino ayuda un servicio.',
    en: 'At which point of the way a service helps.',
    pt: 'Em que momento do caminho um serviço ajuda.',
    fr: 'À quel moment du parcours un service aide.',
  },
  terms: [
    {
      id: 'c6773928-bc70-5253-abd6-408b26df0386',
      code: 'detection',
      name: { es: 'Detección', en: 'Detection', pt: 'Detecção', fr: 'Détection' },
      description: {
        es: 'Reconocer la situación y derivar.',
        en: 'Recognising the situation and referring.',
        pt: 'Reconhecer a situação e encaminhar.',
        fr: 'Reconnaître la situation et orienter.',
      },
    },
    {
      id: '2912d612-cf65-5e9f-a85f-8d3b5cc7a112',
      code: 'reception',
      name: { es: 'Recepción', en: 'Reception', pt: 'Recepção', fr: 'Accueil' },
      description: {
        es: 'Primera atención y protección.',
        en: 'First care and protection.',
        pt: 'Primeira atenção e proteção.',
        fr: 'Première prise en charge et protection.',
      },
    },
    {
      id: '7761d038-9ca0-5c35-b17e-1900d1b3ae62',
      code: 'reintegration',
      name: { es: 'Reintegración', en: 'Reintegration', pt: 'Reintegração', fr: 'Réintégration' },
      description: {
        es: 'Rehacer la vida, con apoyo.',
        en: 'Rebuilding one’s life, with support.',
        pt: 'Refazer a vida, com apoio.',
        fr: 'Refaire sa vie, avec un soutien.',
      },
    },
  ],
};
