/** What a subscription was answered with. */
export interface Subscribed {
  readonly response: Response;
  /** The next result; null if there is none after the last. Signs of life are left out. */
  readonly next: () => Promise<EventResult | null>;
  /** Everything else that came: the names of events without a result, and other lines. */
  readonly rest: readonly string[];
  /** Hangs up. */
  readonly leave: () => void;
}

export interface EventResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

interface Asking {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Subscribes over a separate socket, as graphql-sse does with one connection for each operation. */
export async function subscribeTo(
  { url, headers = {} }: Asking,
  query: string,
  variables: object = {},
): Promise<Subscribed> {
  const hangUp = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: hangUp.signal,
  });
  const rest: string[] = [];
  const results = resultsIn(response, rest);
  return {
    response,
    rest,
    next: async () => (await results.next()).value ?? null,
    leave: () => hangUp.abort(),
  };
}

async function* resultsIn(response: Response, rest: string[]): AsyncGenerator<EventResult, undefined> {
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += Buffer.from(bytes).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, json] = /^event: next\ndata: (.*)$/.exec(block) ?? [];
      if (json === undefined) rest.push(block);
      else yield JSON.parse(json);
    }
  }
}
