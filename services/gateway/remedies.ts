import type { ProblemCode } from '../../shared/contract/problem.ts';

/** What to do about each problem, for the person who meets it. */
export const remedies: Record<ProblemCode, { es: string; en: string }> = {
  'invalid-request': {
    es: 'Corrija los campos que nombra `errors`: cada uno trae su lugar y la razón.',
    en: 'Correct the fields that `errors` names: each comes with its place and the reason.',
  },
  'invalid-cursor': {
    es: 'Empiece la lista de nuevo sin `cursor`, o use el `next` de la página anterior con los mismos filtros.',
    en: 'Begin the list again without `cursor`, or use the `next` of the page before with the same filters.',
  },
  unauthenticated: {
    es: 'Pida un token en /oauth/token y envíelo como `Authorization: Bearer …`. Los tokens duran diez minutos.',
    en: 'Ask for a token at /oauth/token and send it as `Authorization: Bearer …`. Tokens live ten minutes.',
  },
  forbidden: {
    es: 'Su organización ve esto, pero su rol no permite hacerlo. Pídalo a quien administra su organización o a la secretaría.',
    en: 'Your organisation sees this, but its role does not allow the act. Ask your administrator or the secretariat.',
  },
  'not-found': {
    es: 'No existe, o su organización no lo ve. Revise el identificador.',
    en: 'It does not exist, or your organisation does not see it. Check the id.',
  },
  'method-not-allowed': { es: 'Use uno de los métodos de la cabecera `Allow`.', en: 'Use one of the methods in the `Allow` header.' },
  'endpoint-unproved': {
    es: 'El destino debe responder al desafío o al saludo en 15 segundos: vea `detail`, corríjalo y repita POST …/verification.',
    en: 'The endpoint must answer the challenge or the handshake within 15 seconds: see `detail`, mend it and repeat POST …/verification.',
  },
  'not-a-member': {
    es: 'Nombre organizaciones que hoy estén en la red: vea /v1/memberships.',
    en: 'Name organisations that are in the network today: see /v1/memberships.',
  },
  'not-your-obligation': {
    es: 'Vea en /v1/plans/{id}/ledger qué celdas tiene su organización, y use su actividad y su periodo.',
    en: 'See in /v1/plans/{id}/ledger which cells your organisation has, and use their activity and period.',
  },
  'empty-report': {
    es: 'Escriba al menos qué se hizo, o una cifra, antes de presentarlo.',
    en: 'Write at least what was done, or a figure, before you hand it in.',
  },
  'same-person': {
    es: 'Pida a otra persona con rol de validador que lo revise: nadie valida lo que escribió o presentó.',
    en: 'Ask another person with the validator role: nobody validates what they wrote or handed in.',
  },
  'already-validated': {
    es: 'No hay más que hacer aquí. Publíquelo, o abra una revisión si ya está publicado.',
    en: 'There is nothing left to do here. Publish it, or begin a revision if it is published.',
  },
  'not-yet-effective': {
    es: 'Publíquela desde su fecha de vigencia, o cambie esa fecha en el borrador.',
    en: 'Publish it from its effective date on, or change that date in the draft.',
  },
  'agreement-needed': {
    es: 'Registre en /v1/agreements el acuerdo que decidió quitar el objetivo, y nómbrelo.',
    en: 'Record in /v1/agreements the agreement that decided to remove the objective, and name it.',
  },
  'personal-data': {
    es: 'Quite lo que identifica a una persona, o use un ejemplar de muestra: emisor UTO, un número de ceros o la palabra ESPÉCIMEN.',
    en: 'Take out what identifies a person, or use a sample: issuer UTO, a number of zeros or the word SPECIMEN.',
  },
  'unsafe-file': {
    es: 'Guarde el archivo de nuevo desde un programa conocido, en uno de los formatos admitidos, y envíelo otra vez.',
    en: 'Save the file again from a program you know, in one of the accepted formats, and send it once more.',
  },
  conflict: {
    es: 'Otro cambio lo impide. Lea el estado actual y decida de nuevo.',
    en: 'Another change stands against it. Read the current state and decide again.',
  },
  stale: {
    es: 'Alguien lo cambió después de su lectura. Léalo de nuevo y envíe el nuevo ETag en `If-Match`.',
    en: 'Somebody changed it after you read it. Read it again and send the new ETag in `If-Match`.',
  },
  'too-large': { es: 'Envíe menos: el límite está en el detalle.', en: 'Send less: the limit is in the detail.' },
  'unsupported-media-type': {
    es: 'Envíe uno de los tipos de contenido que nombra el detalle.',
    en: 'Send one of the media types that the detail names.',
  },
  unprocessable: {
    es: 'El contenido se entiende, pero no puede ser así: vea el detalle.',
    en: 'The content is understood but cannot be: see the detail.',
  },
  'unreadable-document': {
    es: 'Abra el documento en su programa, guárdelo de nuevo sin contraseña como .docx, texto UTF-8 o CSV, y envíelo otra vez.',
    en: 'Open the document in its program, save it again without a password as .docx, UTF-8 text or CSV, and send it again.',
  },
  'not-a-plan': {
    es: 'El documento debe tener la tabla del plan: objetivos, actividades, responsable y calendario.',
    en: 'The document must hold the table of the plan: objectives, activities, responsible and calendar.',
  },
  'labels-disagree': {
    es: 'Público va con CLEAR y solo con CLEAR; la red con GREEN; gobiernos y grupos hasta AMBER; la organización hasta AMBER+STRICT; RED es para personas nombradas.',
    en: 'Public goes with CLEAR and with nothing else; the network with GREEN; governments and groups up to AMBER; the organisation up to AMBER+STRICT; RED is for named persons.',
  },
  'consent-needed': {
    es: 'Pida a la organización fuente que dé su consentimiento en /v1/consents para esa etiqueta y audiencia, y repita.',
    en: 'Ask the source organisation to consent at /v1/consents to that label and audience, and try again.',
  },
  'key-reused': {
    es: 'Cada operación distinta lleva su propia Idempotency-Key. Genere otra.',
    en: 'Each different operation has its own Idempotency-Key. Make another.',
  },
  'precondition-required': {
    es: 'Lea primero, y envíe en `If-Match` el ETag que recibió: así nadie pisa el cambio de otro.',
    en: 'Read first, and send the ETag you got in `If-Match`: so nobody overwrites another’s change.',
  },
  'too-many-requests': { es: 'Espere lo que dice `Retry-After` y siga.', en: 'Wait as long as `Retry-After` says and go on.' },
  internal: {
    es: 'Es una falla nuestra. Avise a quien opera la plataforma con el `requestId`.',
    en: 'This is our fault. Tell the operator of the platform the `requestId`.',
  },
  unavailable: {
    es: 'Pasa en un momento. Repita la llamada tras `Retry-After`, con la misma Idempotency-Key si escribía.',
    en: 'It passes in a moment. Repeat the call after `Retry-After`, with the same Idempotency-Key if you were writing.',
  },
};
