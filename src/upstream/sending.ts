import type { Dispatcher } from 'undici';
import { onAbort } from './abort.ts';
import { decode } from './content-encoding.ts';
import { toSendingError } from './departure.ts';
import { tooLarge, type Incoming, type IncomingHeaders } from './exchange.ts';

interface SendingOptions {
  readonly signal: AbortSignal;
  readonly maximumBytes: number;
  readonly resolve: (incoming: Incoming | Promise<Incoming>) => void;
  readonly reject: (error: unknown) => void;
  /** The connection is no longer needed. */
  readonly release: () => void;
}

/** One request in flight, whose progress undici reports to it. It settles as soon as its signal aborts. */
export class Sending implements Dispatcher.DispatchHandler {
  readonly #options: SendingOptions;
  readonly #stopListening: () => void;
  readonly #chunks: Buffer[] = [];
  /** Null until a connection is established and the request is written to it. */
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: IncomingHeaders = {};
  #size = 0;

  constructor(options: SendingOptions) {
    this.#options = options;
    this.#stopListening = onAbort(options.signal, () => this.#abort());
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { signal } = this.#options;
    // The caller gave up while the connection was established: nothing is written then.
    if (signal.aborted) return controller.abort(signal.reason);
    this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    this.#headers = toHeaders(headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { maximumBytes } = this.#options;
    this.#size += chunk.byteLength;
    if (this.#size > maximumBytes) controller.abort(tooLarge(maximumBytes));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { resolve, release, maximumBytes } = this.#options;
    this.#stopListening();
    release();
    const [status, headers] = [this.#status, this.#headers];
    const body = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    const encoding = headers['content-encoding'];
    if (encoding === undefined || body.byteLength === 0) return resolve({ status, headers, body });
    resolve(decode(body, encoding, maximumBytes).then((decoded) => ({ status, headers, body: decoded })));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const { reject, release } = this.#options;
    this.#stopListening();
    release();
    reject(toSendingError(error, this.#controller !== null));
  }

  #abort(): void {
    const { signal, reject } = this.#options;
    reject(toSendingError(signal.reason, this.#controller !== null));
    // Closes the connection, because the rest of the answer may still arrive on it.
    this.#controller?.abort(signal.reason);
  }
}

function toHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): IncomingHeaders {
  const plain: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) plain[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return plain;
}
