import { states } from 'mrz';

/** State of the specimens of ICAO Doc 9303: Utopia. */
export const utopia = 'UTO';

/** Whether three characters name a state or Utopia. */
export const isState = (code: string) => code === utopia || Object.hasOwn(states, code.replaceAll('<', ''));

/** Whether a document number is no number: zeros, after up to three letters, or fillers. */
export const isBlankNumber = (number: string) => /^(?:[A-Z]{0,3}0{5,}<*|<+)$/.test(number);

/** Whether the name field says that the document is a specimen. */
export const isSpecimenName = (names: string) => /(?:^|<)(?:E?SPECIMEN|MUESTRA)(?:<|$)/.test(names);
