import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fetch } from '../http/fetch.ts';
import { withFaults, wrongAnswers, type Fault } from '../emulators/kit/faults.ts';

/** What an account can be made to do, and what that means. */
export const faultKinds = {
  down: { says: 'answers 503', fault: { kind: 'answer', status: 503 } },
  slow: { says: 'answers after four seconds', fault: { kind: 'slow', ms: 4_000 } },
  throttled: {
    says: 'asks to wait: 429, and Retry-After: 30',
    fault: { kind: 'answer', status: 429, headers: { 'retry-after': '30' } },
  },
  unauthorized: { says: 'refuses the credentials: 401', fault: { kind: 'answer', status: 401 } },
  rejected: { says: 'refuses the request: 422', fault: { kind: 'answer', status: 422 } },
  garbled: { says: 'answers with a page of HTML', fault: wrongAnswers.html },
  cut: { says: 'does as it is asked and cuts the line', fault: { kind: 'cut', after: true } },
} as const satisfies Record<string, { readonly says: string; readonly fault: Fault }>;

export type FaultKind = keyof typeof faultKinds;

export function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(faultKinds, text);
}

/** Names faults on the way in, `monri-1=down, verifone-2=slow`, and the fault on the way to an emulator. */
export const faultHeader = 'x-sandbox-fault';

/** Which of the sandbox's accounts fail now, and how. */
export interface FaultBoard {
  /** What is set until it is set otherwise, by account. */
  readonly standing: Map<string, FaultKind>;
  /** Serves a request with the faults that its header names, for this request alone. */
  readonly before: (fetch: Fetch) => Fetch;
  /** Calls an account's emulator, and passes the fault on to it. */
  readonly fetchByAccount: (account: string) => Fetch;
}

export function createFaultBoard(): FaultBoard {
  const standing = new Map<string, FaultKind>();
  const passing = new AsyncLocalStorage<ReadonlyMap<string, FaultKind>>();
  return {
    standing,
    before: (fetch) => async (request) =>
      passing.run(readFaults(request.headers.get(faultHeader) ?? ''), () => fetch(request)),
    fetchByAccount: (account) => async (request) => {
      const fault = passing.getStore()?.get(account) ?? standing.get(account);
      if (fault) request.headers.set(faultHeader, fault);
      return fetch(request);
    },
  };
}

/** Leaves out what names no fault there is. */
function readFaults(header: string): ReadonlyMap<string, FaultKind> {
  const pairs = header.split(',').map((pair) => pair.split('=', 2).map((part) => part.trim()));
  return new Map(pairs.flatMap(([account = '', kind = '']) => (isFaultKind(kind) ? [[account, kind]] : [])));
}

/** Makes an emulator fail as the request demands. */
export function withRequestedFaults(fetch: Fetch): Fetch {
  return withFaults(fetch, ({ headers }) => {
    const kind = headers.get(faultHeader) ?? '';
    return isFaultKind(kind) ? faultKinds[kind].fault : null;
  });
}
