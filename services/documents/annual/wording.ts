import type { FileLanguage } from '../../../shared/contract/plans/documents.ts';

/** The words of ours in an annual report. */
export type AnnualWording = {
  title: (year: number) => string;
  columns: (year: number) => Record<'mandates' | 'programmed' | 'carriedOut' | 'programmedNext' | 'funding', string>;
  /** What the document says when the plan has nothing to report on. */
  none: string;
};

const spanish: AnnualWording = {
  title: (year) => `Informe anual ${year}`,
  columns: (year) => ({
    mandates: 'Mandatos',
    programmed: `Programado para ${year}`,
    carriedOut: `Ejecutado en ${year}`,
    programmedNext: `Programado para ${year + 1}`,
    funding: 'Financiamiento',
  }),
  none: 'No hay nada de que informar.',
};

const english: AnnualWording = {
  title: (year) => `Annual report ${year}`,
  columns: (year) => ({
    mandates: 'Mandates',
    programmed: `Programmed for ${year}`,
    carriedOut: `Carried out in ${year}`,
    programmedNext: `Programmed for ${year + 1}`,
    funding: 'Funding',
  }),
  none: 'There is nothing to report on.',
};

/** The words of a language. */
export const annualWordingIn = (language: FileLanguage): AnnualWording => ({ es: spanish, en: english })[language];
