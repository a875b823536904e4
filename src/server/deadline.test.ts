import { describe, expect, it } from 'vitest';
import { createDeadline } from './deadline.ts';

function deadlineOf(request: { readonly signal: AbortSignal }) {
  return createDeadline({
    deadline: performance.now() + 60_000,
    caller: 'caller',
    observe: () => undefined,
    request,
    isMutation: false,
  });
}

describe('the time of a request', () => {
  it('makes no signal for a request that asks no provider', () => {
    let asked = 0;
    const request = {
      get signal() {
        asked += 1;
        return new AbortController().signal;
      },
    };
    deadlineOf(request).end();
    expect(asked).toBe(0);
  });

  it('gives copies of a call the signal of the call', () => {
    const { call, untilTimeout, end } = deadlineOf({ signal: new AbortController().signal });
    for (const one of [call, untilTimeout]) expect({ ...one, lane: 'a lane' }.signal).toBe(one.signal);
    end();
    expect([call.signal.aborted, untilTimeout.signal.aborted]).toEqual([true, false]);
  });

  it('reads only writes afresh', () => {
    const { call, untilTimeout } = deadlineOf({ signal: new AbortController().signal });
    expect(['afresh' in { ...call }, { ...untilTimeout }.afresh]).toEqual([false, true]);
  });

  it('has one accessor for all calls: V8 keeps a shape for each other one', () => {
    const request = { signal: new AbortController().signal };
    const accessorOf = (one: object): unknown =>
      Object.entries(Object.getOwnPropertyDescriptor(one, 'signal') ?? {}).find(
        ([name]) => name === 'get',
      )?.[1];
    const calls = [deadlineOf(request), deadlineOf(request)].flatMap(({ call, untilTimeout }) => [
      call,
      untilTimeout,
    ]);
    expect(new Set(calls.map(accessorOf)).size).toBe(1);
    expect(accessorOf(calls[0] as object)).toBeTypeOf('function');
  });
});
