import type { Fetch } from '../../http/fetch.ts';
import { ConnectionCutError } from '../../http/listen.ts';

/** A way in which a provider may fail. `after` lets it process the request first. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
      readonly after?: boolean;
    }
  /** The emulator's answer, changed: another body, or other headers. */
  | {
      readonly kind: 'altered';
      readonly body?: (text: string) => string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'slow'; readonly ms: number }
  /** Waits until the promise resolves. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
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
      case 'altered':
        return altered(await fetch(request), fault);
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, fault.ms));
        return fetch(request);
      case 'held':
        await fault.until;
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

async function altered(
  answer: Response,
  { body = (text) => text, headers = {} }: Extract<Fault, { readonly kind: 'altered' }>,
): Promise<Response> {
  const text = await answer.text();
  return new Response(text === '' ? null : body(text), {
    status: answer.status,
    headers: { ...Object.fromEntries(answer.headers), ...headers },
  });
}
