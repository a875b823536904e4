import { customerWith } from '../../../test/support/account.ts';
import type { Customer } from '../../domain/customer.ts';
import { OutcomeUnknownError, ProviderError } from '../../domain/errors.ts';
import type { Call, Vault } from '../../port.ts';
import { onAbort } from '../../upstream/abort.ts';

export const origin = { provider: 'MONRI', account: 'monri-hr' };

/** A request that a provider has not answered yet. */
export interface Request {
  /** Null for a write. */
  readonly keys: readonly string[] | null;
  readonly call: Call;
  readonly isOver: () => boolean;
  readonly hasFailed: () => boolean;
  /** A read sees the records as they are now, a write takes effect. It does so on its answer at the latest. */
  readonly reach: () => void;
  readonly answer: () => void;
  readonly fail: () => void;
}

/** A provider whose every record has a version, which writes raise. It does nothing of itself; `next` counts events. */
export function createHeldProvider() {
  const versions = new Map<string, number>();
  const requests: Request[] = [];
  let [written, order] = [0, 0];
  const next = (): number => (order += 1);

  const send = <Result>(
    call: Call,
    { keys = null, reach, lost }: { keys?: readonly string[] | null; reach: () => Result; lost: Error },
  ): Promise<Result> => {
    if (call.signal.aborted) return Promise.reject(lost);
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    let reached: { readonly result: Result } | null = null;
    let [isOver, hasFailed] = [false, false];
    const arrive = (): Result => (reached ??= { result: reach() }).result;
    const end = (settle: () => void, status: number | null): void => {
      if (isOver) return;
      isOver = true;
      call.observe({ ...observed, operation: keys === null ? 'write' : 'read', status });
      settle();
    };
    onAbort(call.signal, () => end(() => reject(lost), null));
    requests.push({
      keys,
      call,
      isOver: () => isOver,
      hasFailed: () => hasFailed,
      reach: () => void (isOver || arrive()),
      answer: () => end(() => resolve(arrive()), 200),
      fail: () => {
        hasFailed ||= !isOver;
        end(() => reject(lost), null);
      },
    });
    return promise;
  };
  const read = <Result>(call: Call, keys: readonly string[], reach: () => Result): Promise<Result> =>
    send(call, { keys, reach, lost: new ProviderError('PROVIDER_UNAVAILABLE', origin) });
  const find = (key: string, sentAt: number): Customer =>
    customerWith(key, { email: String(versions.get(key) ?? 0), phone: String(sentAt) });

  const vault = {
    getCustomer: (key, call) => {
      const sentAt = next();
      return read(call, [key], () => find(key, sentAt));
    },
    getCustomers: (keys, call) => {
      const sentAt = next();
      return read(call, keys, () => keys.map((key) => find(key, sentAt)));
    },
    updateCustomer: (key, _patch, call) =>
      send(call, {
        reach: () => {
          written += 1;
          versions.set(key, written);
          return find(key, next());
        },
        lost: new OutcomeUnknownError('No answer came.', origin),
      }),
  } satisfies Vault;
  return { vault, requests, next };
}

const observed = {
  account: origin.account,
  method: 'GET',
  route: '/customers',
  durationMs: 1,
  attempt: 1,
  shared: false,
};

/** Which version of its record was read, and when the request was sent. */
export function readingOf(customer: Customer | null): { readonly version: number; readonly sentAt: number } {
  return { version: Number(customer?.email), sentAt: Number(customer?.phone) };
}
