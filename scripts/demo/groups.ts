import type { NewGroup } from '../../shared/contract/index.ts';

export type DemoGroup = { owner: string; members: string[]; group: Omit<NewGroup, 'network'> };

/** Two sharing groups for a first look: one of governments along a route, one that crosses to civil society. */
export const demoGroups: DemoGroup[] = [
  {
    owner: 'GTM',
    members: ['GTM', 'HND', 'SLV', 'MEX'],
    group: {
      name: { es: 'Corredor del norte de Centroamérica', en: 'Northern Central America corridor' },
      purpose: {
        es: 'Avisos entre los países de una misma ruta, antes de llevarlos a toda la red',
        en: 'Notices among the countries of one route, before they go to the whole network',
      },
      tlp: 'AMBER',
    },
  },
  {
    owner: 'ST',
    members: ['ST', 'MEX', 'CRI', 'UNICEF', 'RROCM'],
    group: {
      name: { es: 'Niñez y adolescencia migrante', en: 'Migrant children and adolescents' },
      purpose: {
        es: 'Preparar con organismos y sociedad civil los lineamientos de atención',
        en: 'To prepare the guidelines for care with partners and civil society',
      },
      tlp: 'GREEN',
    },
  },
];
