import type { z } from 'zod';
import { OutcomeUnknownError, ProviderError, type Origin } from '../domain/errors.ts';
import type { Call } from '../port.ts';
import type { Exchange, Incoming, Method, Outgoing } from './exchange.ts';
import { failureOf, unanswered, type Answer, type Explain } from './failure.ts';
import type { Path } from './path.ts';

/** One callable per account: validated JSON out, a member of the error family on any failure. */
export type Client = <Schema extends z.ZodType>(
  request: ClientRequest<Schema>,
  call: Call,
) => Promise<z.output<Schema>>;

export interface ClientRequest<Schema extends z.ZodType> {
  /** What it is for, such as `getCustomer`; shown in traces. */
  readonly operation: string;
  /** `GET` where absent. Everything else is a write: without an answer its outcome is unknown. */
  readonly method?: Method;
  readonly path: Path;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Serialised once, by us: the bytes signed are the bytes sent. */
  readonly json?: unknown;
  /** Reads only what is used, tolerates the rest. `z.undefined()` where the answer has no body. */
  readonly schema: Schema;
}

export interface ClientOptions {
  readonly exchange: Exchange;
  readonly origin: Origin;
  /** Endpoints are below it; a slash at its end makes no difference. */
  readonly baseUrl: URL;
  /** Sent with every request. `accept` is there already, and a content type where there is a body. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly explain: Explain;
  readonly now: () => Date;
}

export function createClient(options: ClientOptions): Client {
  const { exchange, origin } = options;
  return async (request, call) => {
    const outgoing = toOutgoing(request, options, call);
    const isWrite = outgoing.method !== 'GET';
    if (isWrite) await announce(call, origin);
    const answer = await send(exchange, outgoing).catch((error: unknown) => {
      throw unanswered(error, isWrite, origin);
    });
    const failure = failureOf(answer, isWrite, options);
    if (failure) throw failure;
    const parsed = request.schema.safeParse(answer.json);
    if (!answer.readable || !parsed.success) throw unreadable(isWrite, origin, parsed.error);
    return parsed.data;
  };
}

/** What is over before it began is not sent, so its outcome is known. */
async function announce({ signal, beforeWrite }: Call, origin: Origin): Promise<void> {
  if (signal.aborted) throw new ProviderError('PROVIDER_UNAVAILABLE', origin, { cause: signal.reason });
  await beforeWrite?.();
}

function toOutgoing(request: ClientRequest<z.ZodType>, options: ClientOptions, call: Call): Outgoing {
  const { operation, method = 'GET', path, query, json } = request;
  const url = new URL(`${options.baseUrl.href.replace(/\/+$/, '')}/${path.path}${toSearch(query)}`);
  return {
    operation,
    route: `/${path.route}`,
    method,
    url: url.href,
    headers: {
      accept: 'application/json',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    body: json === undefined ? null : JSON.stringify(json),
    attempt: 1,
    call,
  };
}

/** Percent-encoded, spaces as `%20`: unlike a form's encoding it means the same to every parser. */
function toSearch(query: ClientRequest<z.ZodType>['query'] = {}): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

async function send(exchange: Exchange, outgoing: Outgoing): Promise<Answer> {
  const incoming = await exchange(outgoing);
  return { status: incoming.status, headers: incoming.headers, ...toJson(incoming) };
}

function toJson({ body }: Incoming): Pick<Answer, 'json' | 'readable'> {
  if (body.byteLength === 0) return { json: undefined, readable: true };
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)), readable: true };
  } catch {
    return { json: undefined, readable: false };
  }
}

function unreadable(isWrite: boolean, origin: Origin, cause: unknown): Error {
  return isWrite
    ? new OutcomeUnknownError('The provider answered the write with something that cannot be read.', origin, {
        cause,
      })
    : new ProviderError('PROVIDER_BAD_RESPONSE', origin, { cause });
}
