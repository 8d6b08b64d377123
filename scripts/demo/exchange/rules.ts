import type { CriterionContent, MethodContent, RequirementContent } from '../../../shared/contract/index.ts';
import { demoCountries } from '../countries.ts';

type Of<C> = { country: string; content: C };
type Words = [es: string, en: string];
const said = ([es, en]: Words) => ({ es, en });

/** Sample fraud methods; they are told to governments, since their source says so. */
export const demoMethods: Of<MethodContent>[] = [
  { country: 'HND', content: { title: said(['Partida de nacimiento tardía', 'Late birth record']), description: said(['Se inscribe a una persona adulta con testigos comprados.', 'An adult is registered with bought witnesses.']), typologies: ['fraudulently-obtained'], categories: ['passport', 'birth-certificate'], firstSeen: '2024', indicators: said(['Inscripción reciente y solicitud urgente.', 'Recent registration and an urgent application.']) } },
  { country: 'MEX', content: { title: said(['Imprenta de hojas de datos', 'Printing of data pages']), description: said(['Hojas reimpresas en inyección de tinta y cosidas otra vez.', 'Pages reprinted by ink jet and sewn again.']), typologies: ['counterfeit', 'forged'], categories: ['passport'], countries: ['GTM', 'MEX'] } },
  { country: 'PAN', content: { title: said(['Alquiler de documentos parecidos', 'Renting of look-alike documents']), description: said(['Documentos genuinos que vuelven por correo a su titular.', 'Genuine documents that go back to their holder by mail.']), typologies: ['impostor'] } },
]; // prettier-ignore

const nationalities = ['HTI', 'VEN', 'CUB', 'ECU'];
const kinds = ['visa', 'none', 'electronic', 'special'] as const;

/** What four nationalities need in each member country: forty-four sample requirements. */
export const demoRequirements: Of<RequirementContent>[] = demoCountries.flatMap(({ code }, row) =>
  nationalities.map((nationality, column) => {
    const authorisation = kinds[(row + column) % kinds.length] ?? 'visa';
    const content = { nationality, authorisation, from: '2026-01-01', source: said(['Circular de muestra', 'Sample circular']) };
    return { country: code, content: authorisation === 'none' ? { ...content, days: 90 } : content };
  }),
);

/** Sample criteria on how documents are issued and secured. */
export const demoCriteria: Of<CriterionContent>[] = [
  { country: 'GTM', content: { norm: said(['Reglamento de muestra de pasaportes', 'Sample passport regulation']), aspect: 'issuance', criterion: said(['La entrega es personal, con huella.', 'Handed over in person, with a fingerprint.']) } },
  { country: 'MEX', content: { norm: said(['Norma de muestra sobre soportes', 'Sample norm on substrates']), aspect: 'security', criterion: said(['Hoja de datos de policarbonato.', 'Data page of polycarbonate.']) } },
  { country: 'CRI', content: { norm: said(['Directriz de muestra', 'Sample guideline']), aspect: 'information', criterion: said(['Las bajas se comunican en 24 horas.', 'Losses are told within 24 hours.']) } },
  { country: 'SLV', content: { norm: said(['Ley de muestra', 'Sample law']), aspect: 'issuance', criterion: said(['Dos personas autorizan cada emisión.', 'Two persons authorise each issue.']) } },
  { country: 'PAN', content: { norm: said(['Resolución de muestra', 'Sample resolution']), aspect: 'security', criterion: said(['Circuito con firma comprobable.', 'A chip whose signature can be checked.']) } },
  { country: 'CAN', content: { norm: said(['Política de muestra', 'Sample policy']), aspect: 'information', criterion: said(['Los modelos nuevos se anuncian tres meses antes.', 'New models are announced three months before.']) } },
]; // prettier-ignore
