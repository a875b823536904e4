import type { Tenant } from '../gateway/tenant.ts';
import type { HttpAnswer, HttpRequest } from '../http/handle.ts';
import { refuse } from './request/index.ts';

export const receiptKeysPath = '/.well-known/jwks.json';

/** Publishes the keys that verify receipts, each once: tenants that share a secret have the same keys. */
export function createReceiptKeysPage(tenants: ReadonlyMap<string, Pick<Tenant, 'receipts'>>) {
  const keys = new Map(
    [...tenants.values()].flatMap(({ receipts }) =>
      receipts.publicKeys.map((key) => [key.kid, key] as const),
    ),
  );
  const body = JSON.stringify({ keys: [...keys.values()] });
  const headers = { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' };
  return (request: HttpRequest): HttpAnswer => {
    const { method } = request;
    if (method === 'GET' || method === 'HEAD') return { status: 200, headers: { ...headers }, body };
    const allow = { allow: 'GET, HEAD' };
    return refuse(request, { status: 405, code: 'INVALID_INPUT', message: 'Use GET.', headers: allow });
  };
}
