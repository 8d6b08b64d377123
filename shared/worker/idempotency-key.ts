import { Problem } from '../contract/problem.ts';
import type { Principal } from '../database/context.ts';

/**
 * The Idempotency-Key of a POST, scoped to the caller and the operation, so that nobody meets another's key.
 * Null when there is none or nobody to scope it to; throws 400 when it is not 1 to 255 visible ASCII characters.
 */
export function idempotencyKey(request: Request, operation: string, principal: Principal | null): string | null {
  const key = request.headers.get('idempotency-key');
  if (request.method !== 'POST' || key === null || !principal) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const detail = { es: 'De 1 a 255 caracteres ASCII visibles', en: '1 to 255 visible ASCII characters' };
    throw new Problem('invalid-request', undefined, { errors: [{ pointer: '/header/Idempotency-Key', detail }] });
  }
  return `${principal.client} ${operation} ${key}`;
}
