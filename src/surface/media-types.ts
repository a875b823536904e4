import type { FetchFor } from './fetch-for.ts';
import { refuse } from './refusal.ts';

const spoken = ['application/graphql-response+json', 'application/json'] as const;

/** Takes bodies in JSON alone, as they are, and answers nobody who does not take JSON. */
export function withMediaTypes<Arrival>(fetch: FetchFor<Arrival>): FetchFor<Arrival> {
  return async (request, arrival) => {
    if (!isAcceptable(request.headers.get('accept') ?? '*/*')) {
      const message = `The answer is ${spoken.join(' or ')}; accept one of them.`;
      return refuse(request, { status: 406, code: 'INVALID_INPUT', message });
    }
    if (request.method !== 'GET' && !isReadable(request.headers)) {
      const message = 'The body must be application/json or application/graphql+json, in UTF-8.';
      return refuse(request, { status: 415, code: 'INVALID_INPUT', message });
    }
    return fetch(request, arrival);
  };
}

function isAcceptable(accept: string): boolean {
  const types = accept.split(',').map((range) => (range.split(';')[0] ?? '').trim().toLowerCase());
  return types.some(
    (type) => type === '*/*' || type === 'application/*' || spoken.some((ours) => ours === type),
  );
}

function isReadable(headers: Headers): boolean {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const [, charset = 'utf-8'] =
    parameters.map((parameter) => /^charset="?([^"]*)"?$/.exec(parameter)).find((found) => found) ?? [];
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity';
  return isPlain && charset === 'utf-8' && /^application\/(?:graphql\+)?json$/.test(type);
}
