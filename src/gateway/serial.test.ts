import { describe, expect, it } from 'vitest';
import { createSerial } from './serial.ts';

/** Tasks that record when they begin and end, and end on demand. */
function createTasks() {
  const log: string[] = [];
  const task = (name: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const run = async (): Promise<string> => {
      log.push(`${name} begins`);
      try {
        return await promise;
      } finally {
        log.push(`${name} ends`);
      }
    };
    return { run, end: () => resolve(name), fail: () => reject(new Error(name)) };
  };
  return { log, task };
}

/** Lets everything happen that waits for nothing. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('tasks of the same key', () => {
  it('run one after another, in the order they came', async () => {
    const serial = createSerial();
    const { log, task } = createTasks();
    const [a, b, c] = [task('a'), task('b'), task('c')];
    const results = [a, b, c].map(({ run }) => serial('key', run));
    for (const { end } of [c, b, a]) {
      end();
      await settle();
    }
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('continue after one that fails, and only its own caller gets the error', async () => {
    const serial = createSerial();
    const { log, task } = createTasks();
    const [a, b] = [task('a'), task('b')];
    const [first, second] = [serial('key', a.run), serial('key', b.run)];
    a.fail();
    b.end();
    await expect(first).rejects.toThrow('a');
    expect(await second).toBe('b');
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('wait for the last one even if the first is over', async () => {
    const serial = createSerial();
    const { log, task } = createTasks();
    const [a, b, c] = [task('a'), task('b'), task('c')];
    const first = serial('key', a.run);
    const second = serial('key', b.run);
    a.end();
    await first;
    const third = serial('key', c.run);
    await settle();
    expect(log).toEqual(['a begins', 'a ends', 'b begins']);
    b.end();
    c.end();
    expect(await Promise.all([second, third])).toEqual(['b', 'c']);
  });

  it('begin at once if nothing is before them', async () => {
    const serial = createSerial();
    const { task } = createTasks();
    for (const name of ['a', 'b']) {
      const { run, end } = task(name);
      end();
      expect(await serial('key', run)).toBe(name);
    }
  });
});

describe('tasks of different keys', () => {
  it('run beside each other', async () => {
    const serial = createSerial();
    const { log, task } = createTasks();
    const [a, b] = [task('a'), task('b')];
    const results = [serial('one', a.run), serial('other', b.run)];
    await settle();
    expect(log).toEqual(['a begins', 'b begins']);
    a.end();
    b.end();
    expect(await Promise.all(results)).toEqual(['a', 'b']);
  });
});
