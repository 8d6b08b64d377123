import type { Language } from '../../../shared/contract/text.ts';
import type { Typology } from '../../../shared/contract/specimens/alerts.ts';
import type { Check, DocumentCategory, DocumentType } from '../../../shared/contract/specimens/words.ts';

/** A card speaks Spanish or English; the texts of the alert in whatever language they have. */
export type CardLanguage = Extract<Language, 'es' | 'en'>;
type Words<K extends string> = Record<K, Record<CardLanguage, string>>;

export const typologyWords: Words<Typology> = {
  counterfeit: { es: 'Documento falsificado por entero', en: 'Counterfeit document' },
  forged: { es: 'Documento genuino alterado', en: 'Forged: a genuine document altered' },
  pseudo: { es: 'Documento de fantasía', en: 'Pseudo document' },
  'fraudulently-obtained': { es: 'Documento genuino obtenido con fraude', en: 'Genuine document obtained by fraud' },
  impostor: { es: 'Documento genuino usado por otra persona', en: 'Genuine document used by somebody else' },
  'stolen-blank': { es: 'Documento en blanco robado', en: 'Stolen blank document' },
};

export const categoryWords: Words<DocumentCategory> = {
  passport: { es: 'Pasaporte', en: 'Passport' },
  'identity-card': { es: 'Documento de identidad', en: 'Identity card' },
  visa: { es: 'Visa', en: 'Visa' },
  'driving-licence': { es: 'Licencia de conducir', en: 'Driving licence' },
  'residence-permit': { es: 'Permiso de residencia', en: 'Residence permit' },
  'travel-document': { es: 'Documento de viaje', en: 'Travel document' },
  'birth-certificate': { es: 'Partida de nacimiento', en: 'Birth certificate' },
  'border-crossing-card': { es: 'Tarjeta de cruce fronterizo', en: 'Border crossing card' },
  'seamans-book': { es: 'Libreta de gente de mar', en: 'Seaman’s book' },
  other: { es: 'Otro documento', en: 'Other document' },
};

export const typeWords: Words<DocumentType> = {
  ordinary: { es: 'ordinario', en: 'ordinary' },
  diplomatic: { es: 'diplomático', en: 'diplomatic' },
  service: { es: 'oficial o de servicio', en: 'official or service' },
  emergency: { es: 'de emergencia', en: 'emergency' },
  return: { es: 'de retorno', en: 'return' },
  refugee: { es: 'de refugiado', en: 'refugee' },
  provisional: { es: 'provisional', en: 'provisional' },
  minor: { es: 'de menor de edad', en: 'of a minor' },
  other: { es: 'otro tipo', en: 'other type' },
};

export const checkWords: Words<Exclude<Check, 'tool'>> = {
  feel: { es: 'Toque', en: 'Feel' },
  look: { es: 'Mire', en: 'Look' },
  tilt: { es: 'Incline', en: 'Tilt' },
};

/** Admiralty code in words (NATO AJP-2.1). */
export const sourceWords: Words<'A' | 'B' | 'C' | 'D' | 'E' | 'F'> = {
  A: { es: 'fuente fiable', en: 'source reliable' },
  B: { es: 'fuente habitualmente fiable', en: 'source usually reliable' },
  C: { es: 'fuente bastante fiable', en: 'source fairly reliable' },
  D: { es: 'fuente poco fiable', en: 'source not usually reliable' },
  E: { es: 'fuente no fiable', en: 'source unreliable' },
  F: { es: 'fuente sin valorar', en: 'source not judged' },
};
export const informationWords = {
  es: [
    'información confirmada',
    'información probable',
    'información posible',
    'información dudosa',
    'información improbable',
    'información sin valorar',
  ],
  en: [
    'information confirmed',
    'information probably true',
    'information possibly true',
    'information doubtful',
    'information improbable',
    'information not judged',
  ],
} as const;

export const cardWords = {
  title: { es: 'Tarjeta de frontera', en: 'Border card' },
  specimen: { es: 'El genuino', en: 'The genuine one' },
  checks: { es: 'Compruebe sin instrumentos', en: 'Check without tools' },
  feature: { es: 'Qué', en: 'What' },
  how: { es: 'Cómo', en: 'How' },
  genuine: { es: 'Genuino', en: 'Genuine' },
  false: { es: 'Falso', en: 'False' },
  misused: { es: 'En este caso', en: 'In this case' },
  compare: { es: 'Compare', en: 'Compare' },
  advice: { es: 'Qué hacer', en: 'What to do' },
  noChecks: {
    es: 'No hay comprobaciones sin instrumentos: consulte la alerta en Enlace.',
    en: 'There are no checks without tools: see the alert in Enlace.',
  },
  noAdvice: {
    es: 'Si lo encuentra, pase el documento a segunda línea y avise a su enlace.',
    en: 'If you meet it, pass the document to the second line and tell your liaison officer.',
  },
  otherwise: {
    es: 'Si lo que ve no es lo que dice esta tarjeta, no decida solo por ella: pregunte por Enlace a',
    en: 'If what you see is not what this card says, do not decide by it alone: use Enlace to ask',
  },
  facts: { es: 'La alerta', en: 'The alert' },
  detected: { es: 'Detectado', en: 'Detected' },
  place: { es: 'Lugar', en: 'Place' },
  documents: { es: 'Documentos', en: 'Documents' },
  confidence: { es: 'Confianza', en: 'Confidence' },
  from: { es: 'De', en: 'From' },
  expires: { es: 'Vence el', en: 'Expires on' },
  route: { es: 'Ruta', en: 'Route' },
  message: { es: 'Mensaje', en: 'Message' },
  alert: { es: 'Alerta', en: 'Alert' },
  update: { es: 'Actualización', en: 'Update' },
  cancel: { es: 'Anulación', en: 'Cancellation' },
  copyFor: { es: 'Copia para', en: 'Copy for' },
  moreChecks: { es: 'Comprobaciones que no caben aquí y están en Enlace:', en: 'Checks that have no room here and are in Enlace:' },
  moreImages: { es: 'Hay más imágenes en Enlace.', en: 'There are more pictures in Enlace.' },
  exercise: { es: 'EJERCICIO: no es real', en: 'EXERCISE: not real' },
  test: { es: 'PRUEBA: no es real', en: 'TEST: not real' },
  cancelled: { es: 'ANULADA: ya no vale', en: 'CANCELLED: no longer holds' },
  expired: { es: 'VENCIDA: ya no vale', en: 'EXPIRED: no longer holds' },
} as const satisfies Words<string>;
