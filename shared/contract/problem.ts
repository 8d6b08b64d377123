import * as z from 'zod';

type Bilingual = { es: string; en: string };
const entry = (status: number, es: string, en: string) => ({ status, title: { es, en } }) as const;

/** Everything that can go wrong: code → HTTP status and title. The page of a code is `/problems/<code>` (RFC 9457). */
export const problems = {
  'invalid-request': entry(400, 'La solicitud no es válida', 'The request is not valid'),
  'invalid-cursor': entry(400, 'El cursor no es válido', 'The cursor is not valid'),
  unauthenticated: entry(401, 'Falta una credencial válida', 'A valid credential is needed'),
  forbidden: entry(403, 'No tiene permiso para esto', 'You may not do this'),
  'not-found': entry(404, 'No existe', 'Not found'),
  'method-not-allowed': entry(405, 'Método no permitido', 'Method not allowed'),
  conflict: entry(409, 'Choca con el estado actual', 'It conflicts with the current state'),
  stale: entry(412, 'La versión cambió entretanto', 'The version has changed meanwhile'),
  'too-large': entry(413, 'El contenido es demasiado grande', 'The content is too large'),
  'unsupported-media-type': entry(415, 'Tipo de contenido no admitido', 'Unsupported media type'),
  unprocessable: entry(422, 'El contenido no se puede procesar', 'The content cannot be processed'),
  'unreadable-document': entry(422, 'El documento no se puede leer', 'The document cannot be read'),
  'not-a-plan': entry(422, 'El documento no contiene un plan', 'The document holds no plan'),
  'labels-disagree': entry(422, 'La etiqueta y la audiencia no concuerdan', 'Label and audience do not agree'),
  'consent-needed': entry(422, 'Falta el consentimiento de la organización fuente', 'The source organisation has not consented'),
  'not-a-member': entry(422, 'La organización no está en la red', 'The organisation is not in the network'),
  'not-your-obligation': entry(422, 'Esa celda no es de su organización', 'That cell is not your organisation’s'),
  'empty-report': entry(422, 'El informe no dice nada', 'The report says nothing'),
  'same-person': entry(409, 'Lo valida otra persona', 'Another person validates it'),
  'already-validated': entry(409, 'El informe ya está validado', 'The report is validated already'),
  'not-yet-effective': entry(409, 'La versión aún no entra en vigor', 'The version is not effective yet'),
  'agreement-needed': entry(422, 'Falta el acuerdo que lo decidió', 'The agreement that decided it is needed'),
  'personal-data': entry(422, 'Lleva datos de una persona', 'It carries a person’s data'),
  'unsafe-file': entry(422, 'El archivo no es seguro', 'The file is not safe'),
  'endpoint-unproved': entry(422, 'El destino no ha demostrado quién es', 'The endpoint has not proved itself'),
  'key-reused': entry(422, 'La clave de idempotencia ya se usó con otro contenido', 'The idempotency key was used with another content'),
  'precondition-required': entry(428, 'Falta If-Match', 'If-Match is needed'),
  'too-many-requests': entry(429, 'Demasiadas solicitudes', 'Too many requests'),
  internal: entry(500, 'Error interno', 'Internal error'),
  unavailable: entry(503, 'El servicio no está disponible por un momento', 'The service is unavailable for a moment'),
} satisfies Record<string, { status: number; title: Bilingual }>;

export type ProblemCode = keyof typeof problems;

/** RFC 9457 problem details as this API serves them. */
export const ProblemDetails = z
  .strictObject({
    type: z.string().max(100).meta({ description: 'Address of the page that explains the problem' }),
    title: z.string().max(200),
    status: z.int().min(400).max(599),
    detail: z.string().max(2000).optional(),
    instance: z.string().max(100_000).optional().meta({ description: 'Path that was asked for' }),
    requestId: z.string().max(100),
    errors: z
      .array(z.strictObject({ pointer: z.string().max(1000), detail: z.string().max(2000) }))
      .max(100)
      .optional()
      .meta({ description: 'The fields at fault, the first hundred' }),
  })
  .meta({
    id: 'Problem',
    examples: [{ type: '/problems/not-found', title: 'Not found', status: 404, requestId: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11' }],
  });
export type ProblemDetails = z.infer<typeof ProblemDetails>;

export type FieldError = { pointer: string; detail: Bilingual };
type Extra = { errors?: FieldError[]; headers?: Record<string, string>; cause?: unknown };

/** The one error that a verb throws: a code of `problems`, a sentence in both languages, the fields at fault. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: Bilingual | undefined;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;

  constructor(code: ProblemCode, detail?: Bilingual, extra: Extra = {}) {
    super(detail?.en ?? problems[code].title.en, { cause: extra.cause });
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
    this.errors = extra.errors ?? [];
    this.headers = extra.headers ?? {};
  }

  /** HTTP status of the code. */
  get status(): number {
    return problems[this.code].status;
  }
}
