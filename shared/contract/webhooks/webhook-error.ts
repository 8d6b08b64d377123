const quoted = (name: string) => `«${name}»`;

const details = {
  'missing-header': (name: string) => ({ es: `Falta la cabecera ${quoted(name)}.`, en: `The header ${quoted(name)} is missing.` }),
  'malformed-header': (name: string) => ({
    es: `La cabecera ${quoted(name)} no es como manda Standard Webhooks.`,
    en: `The header ${quoted(name)} is not as Standard Webhooks wants it.`,
  }),
  stale: () => ({
    es: 'Se firmó hace demasiado tiempo, o los relojes difieren.',
    en: 'It was signed too long ago, or the clocks differ.',
  }),
  future: () => ({ es: 'Se firmó en el futuro: los relojes difieren.', en: 'It was signed in the future: the clocks differ.' }),
  'no-match': () => ({
    es: 'Ninguna firma corresponde a lo recibido con los secretos y claves dados.',
    en: 'No signature fits what was received, with the secrets and keys given.',
  }),
  'malformed-secret': () => ({
    es: 'Hacen falta secretos («whsec_» y de 24 a 64 bytes en base64) o claves públicas.',
    en: 'There must be secrets (“whsec_” and 24 to 64 bytes in base64) or public keys.',
  }),
  'malformed-key': () => ({
    es: 'Las claves son de Ed25519: un JWKS, o «whpk_» y 32 bytes en base64.',
    en: 'Keys are of Ed25519: a JWKS, or “whpk_” and 32 bytes in base64.',
  }),
  'not-an-event': () => ({
    es: 'La firma es buena, pero lo firmado no es el evento que dice «webhook-id».',
    en: 'The signature is good, but what was signed is not the event that “webhook-id” names.',
  }),
};

/** Why a webhook was not taken. `malformed-secret` and `malformed-key` are the receiver's own mistakes, the others the sender's or the way's. */
export type WebhookErrorCode = keyof typeof details;

/** All of them. */
export const webhookErrorCodes = Object.keys(details) as WebhookErrorCode[];

/** What `verifyWebhook` throws: why, for programs (`code`) and for people (`detail`, in Spanish and English). */
export class WebhookError extends Error {
  readonly code: WebhookErrorCode;
  readonly detail: { es: string; en: string };

  constructor(code: WebhookErrorCode, header = '') {
    const detail = details[code](header);
    super(`${detail.en} / ${detail.es}`);
    this.name = 'WebhookError';
    this.code = code;
    this.detail = detail;
  }
}
