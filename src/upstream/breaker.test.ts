import { describe, expect, it } from 'vitest';
import { createFakeTime } from '../../test/support/fake-time.ts';
import { createBreaker, type Verdict } from './breaker.ts';

/** A breaker, and the states it has switched to. */
function opened(random = 0) {
  const time = createFakeTime(() => random);
  const states: string[] = [];
  const breaker = createBreaker(time, (state) => states.push(state));
  /** Sends as many calls, one after another; how many of them were let through. */
  const send = (verdict: Verdict, count = 1): number => {
    let admitted = 0;
    for (let sent = 0; sent < count; sent += 1) {
      const end = breaker.admit();
      if (end) admitted += 1;
      end?.(verdict);
    }
    return admitted;
  };
  return { ...breaker, time, states, send };
}

describe('a breaker', () => {
  it('opens after ten failures in a row and lets nothing through', () => {
    const { send, state, wouldAdmit, opensForMs } = opened();
    expect(send('FAILS', 9)).toBe(9);
    expect([state(), wouldAdmit()]).toEqual(['CLOSED', true]);
    expect(send('FAILS', 20)).toBe(1);
    expect([state(), wouldAdmit(), opensForMs()]).toEqual(['OPEN', false, 5000]);
  });

  it('opens if half of the latest twenty calls and more fail, in any order', () => {
    const { send, state, time } = opened();
    for (let pair = 0; pair < 9; pair += 1) {
      expect(send('FAILS') + send('WORKS')).toBe(2);
      time.pass(500);
    }
    send('WORKS');
    expect(state()).toBe('CLOSED');
    send('FAILS');
    expect(state()).toBe('OPEN');
  });

  it('forgets what is ten seconds old', () => {
    const { send, state, time } = opened();
    for (let times = 0; times < 3; times += 1) {
      send('FAILS', 9);
      send('WORKS');
      time.pass(10_001);
    }
    expect(state()).toBe('CLOSED');
  });

  it('stays closed if a third fails', () => {
    const { send, state } = opened();
    for (let times = 0; times < 100; times += 1) send(times % 3 === 0 ? 'FAILS' : 'WORKS');
    expect(state()).toBe('CLOSED');
  });

  it('does not count what says nothing of the provider', () => {
    const { send, state } = opened();
    send('FAILS', 9);
    send('NOTHING', 100);
    expect(state()).toBe('CLOSED');
    send('FAILS');
    expect(state()).toBe('OPEN');
  });

  it('lets one call through after a while, and all once that has worked', () => {
    const { send, admit, wouldAdmit, states, time } = opened();
    send('FAILS', 10);
    time.pass(4999);
    expect(wouldAdmit()).toBe(false);
    time.pass(1);
    const end = admit();
    expect([admit(), wouldAdmit()]).toEqual([null, false]);
    end?.('WORKS');
    expect(send('WORKS', 50)).toBe(50);
    expect(states).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED']);
  });

  it('lets the next one through if the first says nothing of the provider', () => {
    const { send, admit, time, states } = opened();
    send('FAILS', 10);
    time.pass(5000);
    admit()?.('NOTHING');
    expect(send('WORKS')).toBe(1);
    expect(states).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED']);
  });

  it('waits longer each time that it fails again, a minute at most, and starts over afterwards', () => {
    const { send, opensForMs, time } = opened();
    send('FAILS', 10);
    const waits: number[] = [];
    for (let times = 0; times < 6; times += 1) {
      waits.push(opensForMs());
      time.pass(opensForMs());
      expect(send('FAILS', 5)).toBe(1);
    }
    expect(waits).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    time.pass(60_000);
    send('WORKS');
    send('FAILS', 10);
    expect(opensForMs()).toBe(5000);
  });

  it('waits up to a fifth less, as chance has it', () => {
    const { send, opensForMs } = opened(0.99);
    send('FAILS', 10);
    expect(opensForMs()).toBeGreaterThan(4000);
    expect(opensForMs()).toBeLessThan(4100);
  });

  it('heeds nothing that was let through before it opened', () => {
    const { admit, send, state } = opened();
    const [early, late] = [admit(), admit()];
    send('FAILS', 10);
    early?.('WORKS');
    late?.('FAILS');
    expect(state()).toBe('OPEN');
  });
});

describe('a breaker that is warned', () => {
  it('lets one call through, and all once that has worked', () => {
    const { warn, admit, send, states } = opened();
    warn();
    const end = admit();
    expect(admit()).toBeNull();
    end?.('WORKS');
    expect(send('WORKS', 50)).toBe(50);
    expect(states).toEqual(['HALF_OPEN', 'CLOSED']);
  });

  it('opens if that call fails, for as long as by itself', () => {
    const { warn, send, opensForMs, states } = opened();
    warn();
    expect(send('FAILS', 20)).toBe(1);
    expect(opensForMs()).toBe(5000);
    expect(states).toEqual(['HALF_OPEN', 'OPEN']);
  });

  it('heeds it only if nothing worked within the last second', () => {
    const { warn, send, state, time } = opened();
    send('WORKS');
    time.pass(999);
    warn();
    expect(state()).toBe('CLOSED');
    time.pass(1);
    warn();
    expect(state()).toBe('HALF_OPEN');
  });

  it('forgets it after five seconds, also if the one call has no end', () => {
    const { warn, admit, send, wouldAdmit, time, states } = opened();
    warn();
    const end = admit();
    time.pass(4999);
    expect(wouldAdmit()).toBe(false);
    time.pass(1);
    expect(send('WORKS', 20)).toBe(20);
    end?.('FAILS');
    expect(states).toEqual(['HALF_OPEN', 'CLOSED']);
  });

  it('does not wait longer because of it, and is not warned twice', () => {
    const { warn, send, opensForMs, time, states } = opened();
    send('FAILS', 10);
    time.pass(4000);
    warn();
    expect(opensForMs()).toBe(1000);
    time.pass(1000);
    send('NOTHING');
    warn();
    time.pass(60_000);
    expect(states).toEqual(['OPEN', 'HALF_OPEN']);
    warn();
    expect(send('WORKS', 20)).toBe(20);
  });
});
