const writtenIn = (locale: string) => {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return (from: string, to: string) =>
    (from === to ? format.format(new Date(from)) : format.formatRange(new Date(from), new Date(to))).replaceAll(/\s/g, ' ');
};

const spanish = {
  names: { attendance: 'Certificado de participación', tutor: 'Certificado de tutoría' },
  criteria: {
    attendance: 'Participó en la capacitación, según la asistencia que registró quien la organizó.',
    tutor: 'Aprobó la formación de tutores, según quien la organizó, y puede impartir el curso.',
  },
  course: (name: string) => `Curso: ${name}.`,
  when: (from: string, to: string, where: string) => `${[writtenIn('es')(from, to), where].filter(Boolean).join(', ')}.`,
  hours: (figure: string) => (figure === '1' ? 'Duración: 1 hora.' : `Duración: ${figure} horas.`),
  organiser: (name: string) => `Organizó: ${name}.`,
  cosponsors: (names: string) => `Con el auspicio de: ${names}.`,
  guidelines: 'Incluyó el módulo sobre los Lineamientos Regionales.',
};

const english: typeof spanish = {
  names: { attendance: 'Certificate of attendance', tutor: 'Tutor’s certificate' },
  criteria: {
    attendance: 'Took part in the training, by the attendance that its organiser recorded.',
    tutor: 'Passed the training of trainers, by the word of its organiser, and may teach the course.',
  },
  course: (name) => `Course: ${name}.`,
  when: (from, to, where) => `${[writtenIn('en-GB')(from, to), where].filter(Boolean).join(', ')}.`,
  hours: (figure) => (figure === '1' ? 'Length: 1 hour.' : `Length: ${figure} hours.`),
  organiser: (name) => `Organised by: ${name}.`,
  cosponsors: (names) => `Co-sponsored by: ${names}.`,
  guidelines: 'It carried the module on the Regional Guidelines.',
};

/** The words of ours in a badge. */
export const badgeWords = { es: spanish, en: english };
