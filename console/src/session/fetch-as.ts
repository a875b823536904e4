import type { Credential } from './credential.ts';

/** Sends requests with a credential; `refused` is called if it is over, or the graph does not accept it. */
export function fetchAs({ headers }: Credential, refused: () => void): typeof fetch {
  return async (input, init = {}) => {
    const proof = await headers();
    const response = proof
      ? await fetch(input, {
          ...init,
          headers: { ...Object.fromEntries(new Headers(init.headers)), ...proof },
        })
      : new Response(null, { status: 401 });
    if (response.status === 401) refused();
    return response;
  };
}
