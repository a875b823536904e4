/** Headers, read by name in any case; several of one name are one text, as `Headers` gives it. */
export interface HeaderReader {
  readonly get: (name: string) => string | null;
  readonly has: (name: string) => boolean;
}

/** What a request says before its body. A web `Request` is one. */
export interface RequestHead {
  readonly method: string;
  /** Absolute, or a path and query alone. */
  readonly url: string;
  readonly headers: HeaderReader;
}

/** The body of a request, read at most once. */
export interface IncomingBody {
  /** Whether any of it may still be on its way. */
  readonly isPending: () => boolean;
  /** All of its bytes; null as soon as it is known to have more of them than allowed. */
  readonly read: (maximumBytes: number) => Promise<Uint8Array | null>;
  /** Waits until the client has sent all of it, for a while. What comes is thrown away. */
  readonly discard: () => Promise<void>;
}

/** A request as every check before GraphQL sees it, whichever way it came in. */
export interface HttpRequest extends RequestHead {
  readonly requestId: string;
  /** The address at the other end of the connection; null if it was not noted. */
  readonly peer: string | null;
  /** Aborts when the client hangs up. */
  readonly signal: AbortSignal;
  readonly body: IncomingBody;
}

/** An answer as plain data. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name. Code that passes an answer on may add to them. */
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array | null;
  /** The body is sent at once and ends when this settles; it ends at once if absent. */
  readonly end?: Promise<void>;
  /** What the body consists of in place of what stands there, as it comes. */
  readonly pieces?: Pieces;
}

/** A body that is made while it is sent. */
export interface Pieces {
  /** Null after the last one. Is called again only when the one before was taken. */
  readonly next: () => Promise<string | null>;
  /** No more of it is wanted: the client is gone, or takes too long. Does nothing after the end. */
  readonly cancel: (why: 'gone' | 'slow') => void;
}

/** What answers a request. */
export type Handle = (request: HttpRequest) => Promise<HttpAnswer>;

/** Answers a request with what is known of it beside what it carries itself, such as who sent it. */
export type HandleFor<Info> = (request: HttpRequest, info: Info) => Promise<HttpAnswer>;

const plainPath = /^\/[\w/-]*$/;

/** The path that a request asks for, without its query; empty if its URL cannot be read. */
export function pathOf({ url }: Pick<RequestHead, 'url'>): string {
  return plainPath.test(url) ? url : (URL.parse(url, 'http://localhost')?.pathname ?? '');
}

/** What stands in a URL after its path. */
export type Search = Pick<URLSearchParams, 'get' | 'has'>;

const nothing: Search = new URLSearchParams();

/** What a request asks in its URL. */
export function searchOf({ url }: Pick<RequestHead, 'url'>): Search {
  return url.includes('?') ? (URL.parse(url, 'http://localhost')?.searchParams ?? nothing) : nothing;
}
