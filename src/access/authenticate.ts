import type { Caller } from './caller.ts';

/** Nobody can tell now whether a credential is good: what it is checked with is away. */
export class UncheckedCredentialError extends Error {
  override readonly name = 'UncheckedCredentialError';
}

/**
 * Tells who sends a request; null where nobody may come in with it. Rejects with an `UncheckedCredentialError` where
 * that cannot be told now.
 */
export type Authenticate = (request: Request) => Promise<Caller | null>;

/** What there is to tell callers by. At least one is needed for anybody to come in. */
export interface Doors {
  /** Lets in whoever sends no credential. For test accounts on a loopback host only, which the configuration sees to. */
  readonly anonymous?: Pick<Caller, 'tenant' | 'scopes'> | undefined;
  readonly apiKey?: ((key: string) => Caller | null) | undefined;
  readonly jwt?: ((token: string) => Promise<Caller | null>) | undefined;
}

/**
 * A credential travels as `Authorization: Bearer …` or `x-api-key`. Three dotted parts are a JWT, anything else is an
 * API key. One that is not accepted lets nobody in, not even as anonymous; so do two at once.
 */
export function createAuthenticate({ anonymous, apiKey, jwt }: Doors): Authenticate {
  return async ({ headers }) => {
    const authorization = headers.get('authorization');
    const key = headers.get('x-api-key');
    if (authorization !== null && key !== null) return null;
    if (authorization === null && key === null)
      return anonymous ? { ...anonymous, subject: 'anonymous' } : null;
    if (key !== null) return apiKey?.(key) ?? null;
    const [, token = ''] = /^Bearer +([\x21-\x7e]+)$/i.exec(authorization ?? '') ?? [];
    if (token === '') return null;
    const isJwt = token.split('.').length === 3;
    return (isJwt ? await jwt?.(token) : apiKey?.(token)) ?? null;
  };
}
