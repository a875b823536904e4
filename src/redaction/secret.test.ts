import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret.ts';

const text = 'key_live_1';

/** A secret that was loaded from where it is kept. */
function loaded(): Secret {
  const secret = new Secret({ env: 'MONRI_KEY' });
  secret.load(() => text);
  return secret;
}

describe.each([
  ['given as text', new Secret({ text })],
  ['loaded', loaded()],
])('a secret %s', (_how, secret) => {
  it.each([
    ['String', String(secret)],
    ['joining', [secret].join('')],
    ['inspect', inspect(secret)],
    ['format', format('%s', secret)],
    ['format with all there is', format('%o', secret)],
  ])('prints as [secret]: by %s', (_by, printed) => {
    expect(printed).toBe('[secret]');
  });

  it('prints as [secret] inside what holds it', () => {
    expect(['Bearer', secret].join(' ')).toBe('Bearer [secret]');
    const settings = { account: { apiKey: secret } };
    expect(JSON.stringify(settings)).toBe('{"account":{"apiKey":"[secret]"}}');
    expect(inspect(settings, { depth: null })).toBe('{ account: { apiKey: [secret] } }');
  });

  it('is revealed to who asks for it', () => {
    expect(secret.reveal()).toBe(text);
  });
});

describe('a secret kept elsewhere', () => {
  it('is read once, from the place it names', () => {
    const asked: unknown[] = [];
    const secret = new Secret({ file: '/run/key' });
    const read = (source: unknown): string => {
      asked.push(source);
      return text;
    };
    secret.load(read);
    secret.load(read);
    expect([secret.reveal(), asked]).toEqual([text, [{ file: '/run/key' }]]);
  });

  it('cannot be revealed before', () => {
    expect(() => new Secret({ env: 'MONRI_KEY' }).reveal()).toThrow('The secret was not loaded.');
  });

  it('passes on why it cannot be read, and can be read later', () => {
    const secret = new Secret({ env: 'MONRI_KEY' });
    const failure = new Error('No such variable.');
    expect(() =>
      secret.load(() => {
        throw failure;
      }),
    ).toThrow(failure);
    secret.load(() => text);
    expect(secret.reveal()).toBe(text);
  });
});
