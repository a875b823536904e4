import { setTimeout } from 'node:timers/promises';

/** What became of everything that was asked. */
export interface Outcomes {
  /** Answers by what they say: `success`, or the codes of errors. */
  readonly answers: Readonly<Record<string, number>>;
  /** Answers that are none of GraphQL's, and connections that were cut, by what happened. */
  readonly broken: Readonly<Record<string, number>>;
  /** Calls without an answer in time. */
  readonly stuck: readonly StuckCall[];
}

/** A call without an answer in time. */
export interface StuckCall {
  /** What was asked for, such as `createCustomer`. */
  readonly asked: string;
  /** When it was given up, in seconds since the load began. */
  readonly atSeconds: number;
}

const callers = 8;
const pauseMs = 20;

const page = '{ id fullName { displayName } }';
const outcomeFields = '__typename ... on VaultError { code }';

/** Asks everything there is, by several callers at once, until it is stopped. */
export function startLoad(url: string, stuckAfterMs: number) {
  const answers: Record<string, number> = {};
  const broken: Record<string, number> = {};
  const stuck: StuckCall[] = [];
  const begin = performance.now();
  const state = { isOver: false, isResting: false, asked: 0, inFlight: 0 };

  const ask = async (query: string, variables: object = {}): Promise<Answer | null> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(stuckAfterMs),
      });
      const answer = (await response.json()) as Answer;
      for (const outcome of outcomesOf(answer)) count(answers, outcome);
      return answer;
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      if (name === 'TimeoutError') {
        stuck.push({ asked: fieldOf(query), atSeconds: Math.round((performance.now() - begin) / 1000) });
      } else count(broken, name);
      return null;
    }
  };
  const one = async (): Promise<void> => {
    state.asked += 1;
    const number = state.asked;
    switch (number % 5) {
      case 0: {
        const list = await ask(`{ customers(first: 5) { nodes ${page} sources { status } } }`);
        const id = idIn(list);
        if (id) await ask(`query ($id: ID!) { customer(by: { id: $id }) ${page} }`, { id });
        return;
      }
      case 1:
        return void (await ask(
          `{ customers(first: 3, accounts: ["monri-1"]) { nodes { id paymentMethods(first: 2) { nodes { id } } } } }`,
        ));
      case 2:
        return void (await ask('{ customer(id: "this-is-no-id") { id } }'));
      case 3: {
        const customer = { firstName: 'Ana', lastName: 'Horvat', email: `soak-${number}@example.com` };
        const place = { provider: 'VERIFONE', account: 'verifone-1' };
        const made = await ask(
          `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { ${outcomeFields} ... on CreateCustomerSuccess { customer { id } } } }`,
          { input: { ...place, customer, idempotencyKey: `soak-${process.pid}-${number}` } },
        );
        const id = idIn(made);
        if (id) {
          await ask(
            `mutation ($input: DeleteCustomerInput!) { deleteCustomer(input: $input) { ${outcomeFields} } }`,
            {
              input: { id },
            },
          );
        }
        return;
      }
      default:
        return void (await ask('{ providerAccounts { key health { status } } }'));
    }
  };
  const running = Promise.all(
    Array.from({ length: callers }, async () => {
      while (!state.isOver) {
        if (!state.isResting) {
          state.inFlight += 1;
          await one();
          state.inFlight -= 1;
        }
        await setTimeout(pauseMs);
      }
    }),
  );
  return {
    /** Asks nothing more until what it gives is called; resolves when everything is answered. */
    rest: async (): Promise<() => void> => {
      state.isResting = true;
      while (state.inFlight > 0) await setTimeout(pauseMs);
      return () => void (state.isResting = false);
    },
    stop: async (): Promise<Outcomes> => {
      state.isOver = true;
      await running;
      return { answers, broken, stuck };
    },
  };
}

interface Answer {
  readonly data?: object | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** Codes of errors that an answer holds, in `errors` or as the outcome of a mutation. */
function outcomesOf(answer: Answer): ReadonlySet<string> {
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.code ?? 'an error without a code');
  const failed = [...JSON.stringify(answer.data ?? null).matchAll(/"code":"(\w+)"/g)].map(
    ([, code = '']) => code,
  );
  return new Set(codes.length + failed.length === 0 ? ['success'] : [...codes, ...failed]);
}

function fieldOf(query: string): string {
  return /\{ (\w+)/.exec(query)?.[1] ?? '?';
}

function idIn(answer: Answer | null): string | null {
  return /"id":"([^"]+)"/.exec(JSON.stringify(answer?.data ?? null))?.[1] ?? null;
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}
