import type { CourseContent, EditionContent, TrainingLabel } from '../../../shared/contract/index.ts';

type Words = [es: string, en: string];
const said = ([es, en]: Words) => ({ es, en });

/** A sample course: who offers it. */
export type DemoCourse = { by: string; content: CourseContent };

/** A sample training: who organises it, of which course (by title), who teaches, who was asked to co-sponsor, and what became of it. */
export type DemoEdition = {
  by: string;
  content: EditionContent;
  course?: string;
  /** The title of the training that it replicates. */
  replicaOf?: string;
  trainers?: string[];
  /** The code of the organisation whose tutor teaches it. */
  tutorOf?: string;
  cosponsors?: string[];
  /** The organisations that sent somebody who is a tutor now. */
  people?: string[];
  state?: 'open' | 'confirmed' | 'held';
  label?: TrainingLabel;
};

const control: Words = ['Capacitación sobre control migratorio', 'Training on migration control'];
const virtual: Words = ['Aula Virtual para tutores y tutoras', 'Online course for tutors'];

/** The series and the course of the work plan (register TR-02, TR-03). */
export const demoCourses: DemoCourse[] = [
  { by: 'ST', content: { kind: 'workshop-series', title: said(control), themes: ['migration-control'], audiences: ['migration-officers', 'border-officers'] } },
  { by: 'IOM', content: { kind: 'course', title: said(virtual), themes: ['trafficking'], audiences: ['trainers'], modules: ['regional-guidelines'], certifiesTutors: true, owesReplica: true } },
]; // prettier-ignore

const anyone: TrainingLabel = { tlp: 'CLEAR', audience: 'public', group: null };

const workshop = (by: string, city: string, dates: string): DemoEdition => ({
  by,
  course: control[0],
  trainers: ['CAN', 'MEX', 'USA'],
  state: 'held',
  label: anyone,
  content: {
    kind: 'workshop',
    title: said(['Taller sobre control migratorio', 'Workshop on migration control']),
    country: by,
    place: { es: city },
    dates,
    themes: ['migration-control'],
    audiences: ['migration-officers'],
  },
});

/** The trainings of the work plan, with the precision that it gives, and three that are plainly made up (register TR-02, TR-03, TR-06, TR-08, TR-09, TR-11, TR-13, TR-14, OA-53, OA-66). */
export const demoEditions: DemoEdition[] = [
  workshop('SLV', 'San Salvador', '2005-02-07/2005-02-11'),
  workshop('HND', 'Tegucigalpa', '2006-09-18/2006-09-19'),
  workshop('BLZ', 'Belize City', '2007-10-17/2007-10-19'),
  workshop('PAN', 'Panamá', '2009-03-04/2009-03-06'),
  { by: 'MEX', state: 'held', label: anyone, content: { kind: 'workshop', title: said(['Mejores prácticas para la investigación y el procesamiento de tratantes y traficantes', 'Best practices to investigate and prosecute traffickers and smugglers']), country: 'MEX', place: { es: 'Manzanillo' }, dates: '2008-01', themes: ['prosecution', 'trafficking', 'smuggling'], mandate: 'p. 3, CRM, Deci., abril, 2007' } },
  { by: 'NIC', state: 'held', label: anyone, content: { kind: 'workshop', title: said(['Fortalecimiento de la cooperación regional para la reinserción de las víctimas de trata', 'Regional cooperation for the reinsertion of victims of trafficking']), country: 'NIC', place: { es: 'Managua' }, dates: '2008-07-22/2008-07-23', themes: ['reintegration', 'trafficking'], mandate: 'p. 6, CRM, Deci., mayo, 2008' } },
  { by: 'IOM', course: virtual[0], state: 'held', people: ['GTM', 'HND'], label: anyone, content: { kind: 'edition', title: said(['Curso del Aula Virtual, primera edición', 'Online course, first edition']), modality: 'virtual', summary: said(['Con cifras de muestra por país.', 'With sample figures by country.']), dates: '2010', replicaDue: '2010-12-31', reached: [{ country: 'GTM', people: 6 }, { country: 'HND', people: 5 }, { country: 'NIC', people: 5 }], themes: ['trafficking'], audiences: ['trainers'], modules: ['regional-guidelines'] } },
  { by: 'GTM', replicaOf: 'Curso del Aula Virtual, primera edición', tutorOf: 'GTM', state: 'held', label: anyone, content: { kind: 'national', title: said(['Réplica de muestra del Aula Virtual', 'Sample replica of the online course']), country: 'GTM', dates: '2010-09', themes: ['trafficking'], modules: ['regional-guidelines'], reached: [{ people: 30, qualifier: 'about' }] } },
  { by: 'SLV', cosponsors: ['CAN'], content: { kind: 'workshop', title: said(['Modernización de la legislación y protección de los derechos de las víctimas', 'Modernising legislation and protecting the rights of victims']), country: 'SLV', dates: '2010-02', themes: ['legislation', 'trafficking'], mandate: 'p. f, Inf. de Trata, GRCM, diciembre, 2009' } },
  { by: 'HND', cosponsors: ['IOM', 'RROCM'], state: 'held', label: anyone, content: { kind: 'workshop', title: said(['Derechos humanos y migración', 'Human rights and migration']), country: 'HND', dates: '2011', themes: ['human-rights'], audiences: ['civil-society', 'migration-officers'] } },
  { by: 'ST', content: { kind: 'forum', title: said(['Foro regional sobre reinserción y reintegración de víctimas', 'Regional forum on the reinsertion and reintegration of victims']), themes: ['reintegration', 'victim-care'] } },
  { by: 'SLV', state: 'held', content: { kind: 'workshop', title: said(['Programas de trabajo temporal', 'Temporary employment programmes']), dates: '2011', themes: ['labour-migration'], audiences: ['labour-inspectors'] } },
  { by: 'NIC', label: anyone, content: { kind: 'national', title: said(['Capacitación nacional de muestra sobre trata', 'Sample national training on trafficking']), country: 'NIC', dates: '2027-06', themes: ['trafficking', 'victim-detection'], audiences: ['police', 'justice-operators'] } },
  { by: 'CRI', content: { kind: 'workshop', title: said(['Integración social de las personas migrantes', 'Social integration of migrants']), country: 'CRI', themes: ['social-integration'] } },
  { by: 'GTM', state: 'confirmed', label: anyone, content: { kind: 'national', title: said(['Jornada de muestra para personal consular', 'Sample training for consular officers']), country: 'GTM', place: { es: 'Ciudad de Guatemala' }, dates: '2027-03-08/2027-03-10', themes: ['consular-protection'], audiences: ['consular-officers'], modules: ['regional-guidelines'], seats: [{ country: 'MEX', seats: 3 }, { country: 'HND', seats: 3 }], reofferDays: 21 } },
  { by: 'ST', state: 'open', label: anyone, content: { kind: 'edition', title: said(['Curso virtual de muestra sobre detección', 'Sample online course on detection']), modality: 'virtual', dates: '2027-02-02/2027-03-23', themes: ['victim-detection'], audiences: ['border-officers'], sessions: [{ start: '2027-02-02T09:00:00', end: '2027-02-02T11:00:00', zone: 'America/Guatemala', rule: 'FREQ=WEEKLY;COUNT=8' }] } },
]; // prettier-ignore
