import type { Fetch } from '../http/fetch.ts';
import { ConnectionCutError } from '../listen.ts';

/** A way in which a provider may fail. `after` lets it process the request first. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
      readonly after?: boolean;
    }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang'; readonly after?: boolean }
  | { readonly kind: 'hang in body'; readonly after?: boolean }
  | { readonly kind: 'cut'; readonly after?: boolean };

/** Answers that are wrong in themselves. */
export const wrongAnswers = {
  html: {
    kind: 'answer',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html>Welcome</html>',
  },
  malformed: { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":' },
  null: { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body: 'null' },
  empty: { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body: '{}' },
} as const satisfies Record<string, Fault>;

/** Chooses the fault a request meets; null lets it through. */
export type ChooseFault = (request: Request) => Fault | null;

/** Puts faults before an emulator. */
export function withFaults(fetch: Fetch, choose: ChooseFault): Fetch {
  return async (request) => {
    const fault = choose(request);
    if (fault === null) return fetch(request);
    if ('after' in fault && fault.after) await fetch(request);
    switch (fault.kind) {
      case 'answer':
        return new Response(fault.body ?? null, { status: fault.status, headers: fault.headers ?? {} });
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, fault.ms));
        return fetch(request);
      case 'hang':
        return new Promise(() => undefined);
      case 'hang in body':
        return new Response(
          new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) }),
          {
            headers: { 'content-type': 'application/json' },
          },
        );
      case 'cut':
        throw new ConnectionCutError();
    }
  };
}
