import type { Text } from '../text.ts';

/** The controlled lists that courses and editions choose from; a network adds its own codes to each (register TR-04, TR-12). */
export const chosenLists = ['theme', 'audience', 'module'] as const;
export type ChosenList = (typeof chosenLists)[number];

/** Those, and the concepts that a network defines in common (register RR-07). */
export const termLists = [...chosenLists, 'concept'] as const;
export type TermList = (typeof termLists)[number];

export type StandardTerm = { list: ChosenList; code: string; name: Text };

const listed = (list: ChosenList, names: Record<string, [es: string, en: string]>): StandardTerm[] =>
  Object.entries(names).map(([code, [es, en]]) => ({ list, code, name: { es, en } }));

/** What every network has: themes, audiences and modules, by their codes. */
export const standardTerms: readonly StandardTerm[] = [
  ...listed('theme', {
    'child-protection': ['Protección de la niñez migrante', 'Protection of migrant children'],
    'consular-protection': ['Protección consular', 'Consular protection'],
    displacement: ['Desplazamiento forzado', 'Forced displacement'],
    'false-documents': ['Documentos falsos', 'False documents'],
    'human-rights': ['Derechos humanos de las personas migrantes', 'Human rights of migrants'],
    'labour-migration': ['Migración laboral', 'Labour migration'],
    legislation: ['Legislación', 'Legislation'],
    'migration-control': ['Control migratorio', 'Migration control'],
    prosecution: ['Investigación y persecución del delito', 'Investigation and prosecution'],
    refugees: ['Personas refugiadas', 'Refugees'],
    reintegration: ['Reinserción y reintegración', 'Reinsertion and reintegration'],
    return: ['Retorno y repatriación', 'Return and repatriation'],
    smuggling: ['Tráfico ilícito de migrantes', 'Smuggling of migrants'],
    'social-integration': ['Integración social', 'Social integration'],
    trafficking: ['Trata de personas', 'Trafficking in persons'],
    'victim-care': ['Atención a víctimas', 'Care of victims'],
    'victim-detection': ['Detección de víctimas', 'Detection of victims'],
  }),
  ...listed('audience', {
    'border-officers': ['Personal de fronteras', 'Border officers'],
    'child-protection-officers': ['Oficiales de protección a la infancia', 'Child-protection officers'],
    'civil-society': ['Organizaciones de sociedad civil', 'Civil-society organisations'],
    'consular-officers': ['Personal consular', 'Consular officers'],
    'defence-of-rights': ['Defensorías y procuradurías', 'Ombudsmen'],
    'justice-operators': ['Fiscalías y judicatura', 'Prosecutors and judges'],
    'labour-inspectors': ['Inspección del trabajo', 'Labour inspectors'],
    legislators: ['Legisladores', 'Legislators'],
    'migration-officers': ['Personal de migración', 'Migration officers'],
    'operational-staff': ['Personal operativo que atiende a víctimas', 'Operational staff who work with victims'],
    police: ['Policía', 'Police'],
    trainers: ['Tutores y capacitadores', 'Tutors and trainers'],
  }),
  ...listed('module', {
    'regional-guidelines': ['Lineamientos Regionales', 'Regional Guidelines'],
  }),
];

/** A standard term by its list and code. */
export const standardTerm = (list: TermList, code: string): StandardTerm | undefined =>
  standardTerms.find((one) => one.list === list && one.code === code);
