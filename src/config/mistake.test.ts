import { describe, expect, it } from 'vitest';
import { ConfigError, toPath } from './mistake.ts';

describe('the path of a mistake', () => {
  it.each([
    [[], ''],
    [['idKey'], 'idKey'],
    [['idKey', 1], 'idKey[1]'],
    [['tenants', 0, 'accounts', 12, 'settings', 'baseUrl'], 'tenants[0].accounts[12].settings.baseUrl'],
    [[0, 'a'], '[0].a'],
  ])('of %j is %j', (path, text) => {
    expect(toPath(path)).toBe(text);
  });
});

describe('a refused configuration', () => {
  it('lists every mistake on its own line', () => {
    const mistakes = [
      { path: '', message: 'is not JSON.' },
      { path: 'server.port', message: 'is too large.' },
    ];
    const error = new ConfigError(mistakes);
    expect(error.mistakes).toEqual(mistakes);
    expect(error.message).toBe(
      ['The configuration cannot be used:', '  the file: is not JSON.', '  server.port: is too large.'].join(
        '\n',
      ),
    );
  });
});
