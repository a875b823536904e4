import type { Fault } from '../../src/emulators/kit/faults.ts';
import type { RunningGraph } from './graph.ts';

/** The message that a caller gets for a provider's failure, by its code. */
export const messages = {
  PROVIDER_REJECTED: 'The provider refused the request.',
  PROVIDER_UNAVAILABLE: 'The provider could not be reached or did not answer in time.',
  PROVIDER_UNAUTHORIZED: "The provider refused the account's credentials; the configuration must be fixed.",
  PROVIDER_BAD_RESPONSE: "The provider's answer could not be understood.",
  RATE_LIMITED: 'The provider asked us to wait.',
} as const;

/** An answer whose body and headers must not be passed on. */
export function vendorAnswer(status: number, headers: Record<string, string> = {}): Fault {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'text/plain', 'x-vendor': 'vendor-secret-header', ...headers },
    body: 'vendor-secret-body at https://vendor.example/internal',
  };
}

/** What of the providers an answer repeats: where they are, or what they said. */
export function leaksIn(text: string, { emulators }: RunningGraph): readonly string[] {
  const ports = emulators.map(({ origin }) => `:${new URL(origin).port}`);
  const words = ['vendor-secret', 'vendor.example', 'x-vendor', 'Welcome', '127.0.0.1', 'http'];
  return [...ports, ...words].filter((word) => text.includes(word));
}

/** Whether a request asks for an access token. */
export function isTokenRequest({ url }: { readonly url: URL | string }): boolean {
  return new URL(url).pathname.endsWith('token');
}
