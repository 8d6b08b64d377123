import type { Taxonomy } from '../taxonomies.ts';

/** Whom a service is for (register RR-13, with its letters, and victims of trafficking). */
export const profile: Taxonomy = {
  id: 'dc6c5ccf-8a5f-52af-8fa8-cd2e5771ab2d',
  code: 'profile',
  version: '1',
  name: { es: 'Perfil', en: 'Profile', pt: 'Perfil', fr: 'Profil' },
  description: {
    es: 'A quién atiende un servicio: los ocho grupos priorizados de la región y las víctimas de trata.',
    en: 'Whom a service is for: the eight groups that the region puts first, and victims of trafficking.',
    pt: 'A quem um serviço atende: os oito grupos priorizados da região e as vítimas de tráfico de pessoas.',
    fr: 'À qui s’adresse un service : les huit groupes prioritaires de la région et les victimes de la traite.',
  },
  terms: [
    {
      id: 'a6d1e30b-3911-5b2a-b78e-7065603a169f',
      code: 'women',
      name: { es: 'Mujeres', en: 'Women', pt: 'Mulheres', fr: 'Femmes' },
      description: {
        es: 'Grupo a: mujeres migrantes.',
        en: 'Group a: migrant women.',
        pt: 'Grupo a: mulheres migrantes.',
        fr: 'Groupe a : femmes migrantes.',
      },
    },
    {
      id: 'bdc61b40-850e-5958-b692-273de9a09547',
      code: 'children-adolescents',
      name: { es: 'Niñez y adolescencia', en: 'Children and adolescents', pt: 'Crianças e adolescentes', fr: 'Enfants et adolescents' },
      description: {
        es: 'Grupo b: niñas, niños y adolescentes, acompañados o no.',
        en: 'Group b: children and adolescents, accompanied or not.',
        pt: 'Grupo b: crianças e adolescentes, acompanhados ou não.',
        fr: 'Groupe b : enfants et adolescents, accompagnés ou non.',
      },
    },
    {
      id: 'f5c1906e-bd9c-5224-9bd1-9e0c79863a14',
      code: 'migrant-workers',
      name: { es: 'Personas trabajadoras migrantes', en: 'Migrant workers', pt: 'Trabalhadores migrantes', fr: 'Travailleurs migrants' },
      description: {
        es: 'Grupo c: quienes migran por trabajo.',
        en: 'Group c: those who migrate for work.',
        pt: 'Grupo c: quem migra por trabalho.',
        fr: 'Groupe c : celles et ceux qui migrent pour travailler.',
      },
    },
    {
      id: '71e5f2a4-b587-5fd6-942e-4d9a6c6f3046',
      code: 'lgbti',
      name: { es: 'Personas LGBTI', en: 'LGBTI people', pt: 'Pessoas LGBTI', fr: 'Personnes LGBTI' },
      description: {
        es: 'Grupo d: personas lesbianas, gais, bisexuales, trans e intersex.',
        en: 'Group d: lesbian, gay, bisexual, trans and intersex people.',
        pt: 'Grupo d: pessoas lésbicas, gays, bissexuais, trans e intersexo.',
        fr: 'Groupe d : personnes lesbiennes, gays, bisexuelles, trans et intersexes.',
      },
    },
    {
      id: 'ab3fac48-3f7f-59b4-bf51-5b54432801d4',
      code: 'in-transit-smuggled',
      name: {
        es: 'Personas en tránsito en redes de tráfico ilícito de migrantes',
        en: 'People in transit in migrant smuggling networks',
        pt: 'Pessoas em trânsito em redes de contrabando de migrantes',
        fr: 'Personnes en transit dans des réseaux de trafic illicite de migrants',
      },
      description: {
        es: 'Grupo e: en tránsito, llevadas por redes de tráfico ilícito de migrantes.',
        en: 'Group e: in transit, taken along by smuggling networks.',
        pt: 'Grupo e: em trânsito, levadas por redes de contrabando de migrantes.',
        fr: 'Groupe e : en transit, prises dans des réseaux de passeurs.',
      },
    },
    {
      id: '8c800a81-bc85-5b5b-be04-4c59ac0b5c04',
      code: 'returned-deported',
      name: {
        es: 'Personas retornadas y deportadas',
        en: 'Returned and deported people',
        pt: 'Pessoas retornadas e deportadas',
        fr: 'Personnes de retour et personnes expulsées',
      },
      description: {
        es: 'Grupo f: quienes volvieron o fueron deportados.',
        en: 'Group f: those who returned or were deported.',
        pt: 'Grupo f: quem voltou ou foi deportado.',
        fr: 'Groupe f : personnes revenues ou expulsées.',
      },
    },
    {
      id: '7341117f-9487-5858-bf74-3f9ba86588f3',
      code: 'displaced-violence',
      name: {
        es: 'Personas desplazadas por la violencia',
        en: 'People displaced by violence',
        pt: 'Pessoas deslocadas pela violência',
        fr: 'Personnes déplacées par la violence',
      },
      description: {
        es: 'Grupo g: quienes huyeron de la violencia.',
        en: 'Group g: those who fled violence.',
        pt: 'Grupo g: quem fugiu da violência.',
        fr: 'Groupe g : personnes ayant fui la violence.',
      },
    },
    {
      id: '804af881-b3b4-596c-86df-b08f6dd6bd44',
      code: 'stateless',
      name: { es: 'Personas apátridas', en: 'Stateless people', pt: 'Pessoas apátridas', fr: 'Personnes apatrides' },
      description: {
        es: 'Grupo h: quienes ningún Estado reconoce como nacionales.',
        en: 'Group h: those whom no State recognises as nationals.',
        pt: 'Grupo h: quem nenhum Estado reconhece como nacional.',
        fr: 'Groupe h : personnes qu’aucun État ne reconnaît comme ressortissantes.',
      },
    },
    {
      id: '12022a64-26f0-54bc-af55-e28a9c1dc21a',
      code: 'trafficking-victims',
      name: { es: 'Víctimas de trata', en: 'Victims of trafficking', pt: 'Vítimas de tráfico de pessoas', fr: 'Victimes de la traite' },
      description: {
        es: 'Personas que sufrieron trata, con cualquier fin.',
        en: 'People who have been trafficked, for whatever purpose.',
        pt: 'Pessoas que sofreram tráfico de pessoas, com qualquer finalidade.',
        fr: 'Personnes victimes de la traite, à quelque fin que ce soit.',
      },
    },
    {
      id: '596172f1-a6cf-5083-b194-df23270de097',
      code: 'labour-exploitation',
      parent: 'trafficking-victims',
      name: { es: 'Explotación laboral', en: 'Labour exploitation', pt: 'Exploração laboral', fr: 'Exploitation par le travail' },
      description: {
        es: 'Trata con fines de trabajo forzoso o servidumbre.',
        en: 'Trafficking for forced labour or servitude.',
        pt: 'Tráfico de pessoas para trabalho forçado ou servidão.',
        fr: 'Traite à des fins de travail forcé ou de servitude.',
      },
    },
    {
      id: 'e8a8df35-c571-5542-a9c1-31de6cb85377',
      code: 'sexual-exploitation',
      parent: 'trafficking-victims',
      name: { es: 'Explotación sexual', en: 'Sexual exploitation', pt: 'Exploração sexual', fr: 'Exploitation sexuelle' },
      description: {
        es: 'Trata con fines de explotación sexual.',
        en: 'Trafficking for sexual exploitation.',
        pt: 'Tráfico de pessoas para exploração sexual.',
        fr: 'Traite à des fins d’exploitation sexuelle.',
      },
    },
  ],
};
