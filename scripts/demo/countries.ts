/** What the sample directory says of a country: its capital, where sample places are, and the languages in which people are served. */
export type DemoCountry = {
  code: string;
  es: string;
  en: string;
  capital: string;
  department: string;
  latitude: number;
  longitude: number;
  dial: string;
  postalCode: string;
  /** Hours from UTC, as an RFC 3339 offset. */
  offset: string;
  languages: string[];
  hidden?: true;
};

/** The eleven members of the model network. */
export const demoCountries: DemoCountry[] = [
  { code: 'BLZ', es: 'Belice', en: 'Belize', capital: 'Belmopán', department: 'Cayo', latitude: 17.25, longitude: -88.77, dial: '+501 000 0', postalCode: '', offset: '-06:00', languages: ['en', 'es'] },
  { code: 'CAN', es: 'Canadá', en: 'Canada', capital: 'Ottawa', department: 'Ontario', latitude: 45.42, longitude: -75.7, dial: '+1 613 555 0', postalCode: 'K0A 0A0', offset: '-05:00', languages: ['en', 'fr', 'es'] },
  { code: 'CRI', es: 'Costa Rica', en: 'Costa Rica', capital: 'San José', department: 'San José', latitude: 9.93, longitude: -84.08, dial: '+506 0000 0', postalCode: '10100', offset: '-06:00', languages: ['es', 'en'], hidden: true },
  { code: 'DOM', es: 'República Dominicana', en: 'the Dominican Republic', capital: 'Santo Domingo', department: 'Distrito Nacional', latitude: 18.48, longitude: -69.93, dial: '+1 809 555 0', postalCode: '10100', offset: '-04:00', languages: ['es', 'ht'], hidden: true },
  { code: 'GTM', es: 'Guatemala', en: 'Guatemala', capital: 'Ciudad de Guatemala', department: 'Guatemala', latitude: 14.63, longitude: -90.51, dial: '+502 0000 0', postalCode: '01001', offset: '-06:00', languages: ['es', 'quc', 'mam'], hidden: true },
  { code: 'HND', es: 'Honduras', en: 'Honduras', capital: 'Tegucigalpa', department: 'Francisco Morazán', latitude: 14.08, longitude: -87.21, dial: '+504 0000 0', postalCode: '11101', offset: '-06:00', languages: ['es', 'cab'] },
  { code: 'MEX', es: 'México', en: 'Mexico', capital: 'Ciudad de México', department: 'Ciudad de México', latitude: 19.43, longitude: -99.13, dial: '+52 55 0000 0', postalCode: '06000', offset: '-06:00', languages: ['es', 'nah', 'en'] },
  { code: 'NIC', es: 'Nicaragua', en: 'Nicaragua', capital: 'Managua', department: 'Managua', latitude: 12.13, longitude: -86.25, dial: '+505 0000 0', postalCode: '11001', offset: '-06:00', languages: ['es', 'miq'] },
  { code: 'PAN', es: 'Panamá', en: 'Panama', capital: 'Ciudad de Panamá', department: 'Panamá', latitude: 8.98, longitude: -79.52, dial: '+507 000 0', postalCode: '0801', offset: '-05:00', languages: ['es', 'en'] },
  { code: 'SLV', es: 'El Salvador', en: 'El Salvador', capital: 'San Salvador', department: 'San Salvador', latitude: 13.69, longitude: -89.19, dial: '+503 0000 0', postalCode: '01101', offset: '-06:00', languages: ['es'] },
  { code: 'USA', es: 'Estados Unidos', en: 'the United States', capital: 'Washington', department: 'Distrito de Columbia', latitude: 38.9, longitude: -77.04, dial: '+1 202 555 0', postalCode: '20001', offset: '-05:00', languages: ['en', 'es'] },
]; // prettier-ignore
