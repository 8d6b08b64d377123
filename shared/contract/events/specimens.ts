import { event, idOf } from './kind.ts';

const specimen = idOf('The specimen');
const alert = idOf('The alert');
const fraudMethod = idOf('The fraud method');
const entryRequirement = idOf('The entry requirement');
const criterion = idOf('The criterion');
const correction = idOf('The correction');
const image = idOf('The picture');
const originalRequest = idOf('The request');
const figure = idOf('The figure');

/** What the document exchange tells. */
export const specimenEvents = {
  'specimens.specimen.submitted': event(
    'Un espécimen espera a otra persona que lo revise',
    'A specimen waits for another officer to check it',
    { specimen },
  ),
  'specimens.specimen.checked': event('Otra persona revisó un espécimen', 'Another officer has checked a specimen', { specimen }),
  'specimens.specimen.returned': event('Un espécimen se devolvió con un motivo', 'A specimen was given back with a reason', { specimen }),
  'specimens.specimen.published': event('Un espécimen se publicó o cambió', 'A specimen was published or has changed', { specimen }),
  'specimens.specimen.withdrawn': event('Un espécimen se retiró', 'A specimen was withdrawn', { specimen }),
  'specimens.correction.proposed': event('Otro país propone corregir un espécimen', 'Another country proposes to correct a specimen', {
    specimen,
    correction,
  }),
  'specimens.correction.decided': event('Se decidió sobre una corrección', 'A correction was decided on', { specimen, correction }),
  'specimens.alert.published': event('Una alerta sobre un documento', 'An alert on a document', { alert }),
  'specimens.alert.updated': event('Una alerta sobre un documento cambió', 'An alert on a document has changed', { alert }),
  'specimens.alert.cancelled': event('Una alerta sobre un documento se canceló', 'An alert on a document was cancelled', { alert }),
  'specimens.alert.sighted': event(
    'Otro país dice algo de una alerta: vista, falso positivo, ya no se encuentra',
    'Another country says something of an alert: seen, false positive, no longer met',
    { alert },
  ),
  'specimens.alert.acknowledged': event('Un país dice hasta dónde llegó con una alerta', 'A country says how far it is with an alert', {
    alert,
  }),
  'specimens.method.published': event('Un método de fraude se publicó o cambió', 'A fraud method was published or has changed', {
    fraudMethod,
  }),
  'specimens.method.withdrawn': event('Un método de fraude se retiró', 'A fraud method was withdrawn', { fraudMethod }),
  'specimens.requirement.published': event(
    'Un requisito de ingreso se publicó o cambió',
    'An entry requirement was published or has changed',
    { entryRequirement },
  ),
  'specimens.requirement.withdrawn': event('Un requisito de ingreso se retiró', 'An entry requirement was withdrawn', { entryRequirement }),
  'specimens.criterion.published': event('Un criterio se publicó o cambió', 'A criterion was published or has changed', { criterion }),
  'specimens.criterion.withdrawn': event('Un criterio se retiró', 'A criterion was withdrawn', { criterion }),
  'specimens.original.requested': event('Alguien pide el original de una imagen', 'Somebody asks for the original of a picture', {
    originalRequest,
    image,
  }),
  'specimens.original.decided': event('Se decidió sobre el original de una imagen', 'It was decided on the original of a picture', {
    originalRequest,
  }),
  'specimens.figure.confirmed': event(
    'Un país confirmó su cifra semestral de pasaportes falsos',
    'A country has confirmed its half-yearly figure on false passports',
    { figure },
  ),
} as const;
