import type { FileLanguage } from '../../../shared/contract/plans/documents.ts';

const spanish = {
  attendance: { title: 'Certificado de participación', before: 'Se hace constar que', did: 'participó en la capacitación', mayTeach: null },
  tutor: {
    title: 'Certificado de tutoría',
    before: 'Se hace constar que',
    did: 'aprobó la formación de tutores',
    mayTeach: 'y puede impartir este curso',
  },
  erased: '(nombre borrado)',
  course: (name: string) => `del curso ${name}`,
  hours: (figure: string) => (figure === '1' ? '1 hora' : `${figure} horas`),
  guidelines: 'Incluyó el módulo sobre los Lineamientos Regionales',
  organiser: 'Organizó',
  cosponsors: 'Con el auspicio de',
  more: (count: number) => `y ${count} más`,
  issued: 'Emitido el',
  code: 'Código',
  verify: 'Verifique este certificado en',
  picture: (url: string) => `Código QR de ${url}`,
};

export type CertificateWording = {
  [Name in keyof typeof spanish]: Name extends 'attendance' | 'tutor'
    ? { title: string; before: string; did: string; mayTeach: string | null }
    : (typeof spanish)[Name];
};

const english: CertificateWording = {
  attendance: { title: 'Certificate of attendance', before: 'This certifies that', did: 'took part in the training', mayTeach: null },
  tutor: {
    title: 'Tutor’s certificate',
    before: 'This certifies that',
    did: 'passed the training of trainers',
    mayTeach: 'and may teach this course',
  },
  erased: '(name erased)',
  course: (name) => `of the course ${name}`,
  hours: (figure) => (figure === '1' ? '1 hour' : `${figure} hours`),
  guidelines: 'It carried the module on the Regional Guidelines',
  organiser: 'Organised by',
  cosponsors: 'Co-sponsored by',
  more: (count) => `and ${count} more`,
  issued: 'Issued on',
  code: 'Code',
  verify: 'Verify this certificate at',
  picture: (url) => `QR code of ${url}`,
};

/** The words of a language on a certificate. */
export const certificateWordingIn = (language: FileLanguage): CertificateWording => ({ es: spanish, en: english })[language];
