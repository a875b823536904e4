import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endingAt } from './abort.ts';

describe('a signal that can be ended', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('aborts with a TimeoutError when its time is over', () => {
    const { signal } = endingAt(performance.now() + 50);
    vi.advanceTimersByTime(49);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('aborts as soon as one of the others does, for its reason, and keeps no timer', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const { signal } = endingAt(performance.now() + 50, one.signal, other.signal);
    other.abort('hung up');
    expect(signal.reason).toBe('hung up');
    one.abort('later');
    expect(signal.reason).toBe('hung up');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is aborted from the start if one of the others is', () => {
    const { signal } = endingAt(performance.now() + 50, AbortSignal.abort('hung up'));
    expect(signal.reason).toBe('hung up');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps no timer once it was ended, and aborts for those who still listen', () => {
    const { signal, end } = endingAt(performance.now() + 50, new AbortController().signal);
    const aborted = vi.fn<() => void>();
    signal.addEventListener('abort', aborted);
    end();
    expect(aborted).toHaveBeenCalledOnce();
    expect(signal.reason).toMatchObject({ name: 'AbortError' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
