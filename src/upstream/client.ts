import type { z } from 'zod';
import { NotFoundError, OutcomeUnknownError, ProviderError, type Origin } from '../domain/errors.ts';
import type { Call } from '../port.ts';
import type { Exchange, Incoming, Method, Outgoing } from './exchange.ts';
import { failureOf, unanswered, unknown, type Answer, type Explain } from './failure.ts';
import { parseJson } from './json.ts';
import type { Path } from './path.ts';
import { createProof, type Proof } from './proof.ts';

/** One callable per account: validated JSON out, a member of the error family on any failure. */
export type Client = <Schema extends z.ZodType>(
  request: ClientRequest<Schema>,
  call: Call,
) => Promise<z.output<Schema>>;

export interface ClientRequest<Schema extends z.ZodType> {
  /** What it is for, such as `getCustomer`; shown in traces. */
  readonly operation: string;
  /** `GET` if absent. Everything else is a write: without an answer its outcome is unknown. */
  readonly method?: Method;
  readonly path: Path;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Serialised once, by us: the bytes signed are the bytes sent. */
  readonly json?: unknown;
  /** Reads only what is used, tolerates the rest. `z.undefined()` if the answer has no body. */
  readonly schema: Schema;
  /** Set if the path names one record: only then can the answer be that it does not exist. */
  readonly mayBeMissing?: boolean;
  /** Whether an answer is about what was asked for. One about another record is an error, never a result. */
  readonly isAbout?: (data: z.output<Schema>) => boolean;
  /** Whether an answer says, in spite of its status, that nothing was done. */
  readonly isDenied?: (data: z.output<Schema>) => boolean;
  /**
   * Reads what became of a write that was accepted without a record in the answer; null if the record does not show it.
   * A page of HTML or broken JSON accepts nothing.
   */
  readonly settle?: () => Promise<z.output<Schema> | null>;
}

export interface ClientOptions {
  readonly exchange: Exchange;
  readonly origin: Origin;
  /** Endpoints are below it; a slash at its end makes no difference. */
  readonly baseUrl: URL;
  /** Sent with every request. `accept` is there already, and a content type if there is a body. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly explain: Explain;
  readonly now: () => Date;
  /** The settings to name if the provider does not know the address; `baseUrl` if absent. */
  readonly lookAt?: string;
  /**
   * A read that fails if a setting is wrong, such as a list of one. It is sent once, before the first "no such
   * record" is believed, unless something succeeded before.
   */
  readonly proof?: ClientRequest<z.ZodType>;
}

export function createClient(options: ClientOptions): Client {
  const { exchange, origin, lookAt = 'baseUrl', proof: probe } = options;
  const proof = createProof(probe ? (call) => client(probe, call) : null);
  const toOutgoing = createRequests(options);
  const context = { ...options, lookAt, mayBeMissing: false };
  const contextOfOne = { ...context, mayBeMissing: true };

  const client: Client = async (request, call) => {
    const outgoing = toOutgoing(request, call);
    const isWrite = outgoing.method !== 'GET';
    let incoming: Incoming;
    try {
      incoming = await exchange(outgoing);
    } catch (error) {
      throw unanswered(error, isWrite, origin);
    }
    const answer = toAnswer(incoming);
    const failure = failureOf(answer, isWrite, request.mayBeMissing ? contextOfOne : context);
    if (failure instanceof NotFoundError) await believe(proof, isWrite, call, origin);
    if (failure) throw failure;
    const parsed = request.schema.safeParse(answer.json);
    if (!answer.readable) throw unreadable(isWrite, origin, parsed.error);
    if (!parsed.success) return settled(request.settle, unreadable(isWrite, origin, parsed.error));
    if (request.isAbout?.(parsed.data) === false) throw mistaken(isWrite, origin);
    if (request.isDenied?.(parsed.data)) throw new ProviderError('PROVIDER_REJECTED', origin);
    proof.give();
    call.keep?.({ operation: request.operation, json: answer.json });
    return parsed.data;
  };
  return client;
}

/** "No such record" counts only at an address that is known to be right. */
async function believe(proof: Proof, isWrite: boolean, call: Call, origin: Origin): Promise<void> {
  try {
    await proof.demand(withoutKeeping(call));
  } catch (error) {
    throw isWrite ? unknown(origin, error) : error;
  }
}

/** The proof is an answer about other records. */
function withoutKeeping(call: Call): Call {
  if (!call.keep) return call;
  const { keep: _, ...others } = call;
  return others;
}

/** What a read after the write shows; the failure if it shows nothing, or fails. */
async function settled<Data>(
  settle: (() => Promise<Data | null>) | undefined,
  failure: Error,
): Promise<Data> {
  const found = await settle?.().catch(() => null);
  if (found === null || found === undefined) throw failure;
  return found;
}

/** The part of a request that is sent. */
type Sendable = Omit<ClientRequest<z.ZodType>, 'schema' | 'isAbout' | 'isDenied' | 'settle'>;

/** Makes requests; what is the same for all of them is made once. */
function createRequests({ baseUrl, headers: own }: ClientOptions) {
  const base = `${baseUrl.origin}${baseUrl.pathname.replace(/\/+$/, '')}/`;
  const headers = { accept: 'application/json', ...own };
  const headersOfBody = { accept: 'application/json', 'content-type': 'application/json', ...own };

  return ({ operation, method = 'GET', path, query, json }: Sendable, call: Call): Outgoing => ({
    operation,
    route: `/${path.route}`,
    method,
    url: `${base}${path.path}${toSearch(query)}`,
    headers: json === undefined ? headers : headersOfBody,
    body: json === undefined ? null : JSON.stringify(json),
    attempt: 1,
    call,
  });
}

/**
 * Percent-encoded, spaces as `%20`: unlike a form's encoding it means the same to every parser. An apostrophe too, as
 * in every URL: what is signed is what is sent.
 */
export function toSearch(query: ClientRequest<z.ZodType>['query']): string {
  if (query === undefined) return '';
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed()).replaceAll("'", '%27')}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function toAnswer({ status, headers, body }: Incoming): Answer {
  if (body.byteLength === 0) return { status, headers, json: undefined, readable: true };
  try {
    return { status, headers, json: parseJson(utf8.decode(body)), readable: true };
  } catch {
    return { status, headers, json: undefined, readable: false };
  }
}

function mistaken(isWrite: boolean, origin: Origin): Error {
  const message = 'The provider answered about another record than the one it was asked about.';
  return isWrite
    ? new OutcomeUnknownError(message, origin)
    : new ProviderError('PROVIDER_BAD_RESPONSE', origin, { message });
}

function unreadable(isWrite: boolean, origin: Origin, cause: unknown): Error {
  return isWrite
    ? new OutcomeUnknownError('The provider answered the write with something that cannot be read.', origin, {
        cause,
      })
    : new ProviderError('PROVIDER_BAD_RESPONSE', origin, { cause });
}
