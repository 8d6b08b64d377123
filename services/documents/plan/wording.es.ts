import { printedDate } from './printed-date.ts';
import type { Wording } from './wording.ts';

const date = (edtf: string) => printedDate('es', edtf);

/** The words of a plan in Spanish. */
export const spanish: Wording = {
  columns: {
    part: 'Parte',
    axis: 'Eje',
    objective: 'Objetivos',
    activity: 'Actividades',
    responsible: 'Responsable',
    schedule: 'Calendario',
    outcome: 'Resultados',
  },
  parts: { active: 'Activa', historical: 'Histórica' },
  updated: (by, edtf) => {
    const who = by && (by.kind === 'secretariat' ? ` por la ${by.code}` : ` por ${by.code}`);
    return `Actualizado${who ?? ''} ${edtf.length === 10 ? 'el' : 'en'} ${date(edtf)}`;
  },
  legend: [
    'Subrayado: lo que está pendiente o por definir.',
    'Mayúsculas: lo que viene del Plan de Acción para definir sus actividades en el Plan de Trabajo.',
  ],
  version: (number, effectiveOn) => `Versión ${number}, vigente desde el ${date(effectiveOn)}`,
  page: { before: 'Página ', between: ' de ' },
  sheets: { plan: 'Plan', outcomes: 'Histórico' },
  fields: {
    objectiveNumber: 'N.º de objetivo',
    activityNumber: 'N.º de actividad',
    status: 'Estado del calendario',
    date: 'Fecha',
    cadence: 'Periodicidad',
    mandates: 'Referencias',
    planOfAction: 'Del Plan de Acción',
    notes: 'Notas',
    outcomeNumber: 'N.º de resultado',
    events: 'Eventos',
    recurring: 'Continuo',
  },
  yes: 'Sí',
  no: 'No',
  statuses: { continuous: 'Continuo', scheduled: 'Con fecha', toBeDefined: 'Por definir', pending: 'Pendiente' },
  cadences: { none: '', perMeeting: 'En cada reunión', semiAnnual: 'Semestral', regular: 'Regular', periodic: 'Periódica' },
  groups: {
    allMembers: 'Países miembros',
    hostCountry: 'País sede',
    participatingCountries: 'Países participantes',
    interestedGovernments: 'Gobiernos interesados',
    role: 'Puntos focales',
  },
  shares: { responsible: 'Responsable', coordination: 'En coordinación', input: 'Con insumos', support: 'Con apoyo' },
};
