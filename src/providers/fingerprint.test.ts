import { expect, it } from 'vitest';
import { Secret } from '../redaction/secret.ts';
import { fingerprintOf } from './fingerprint.ts';

const settings = (changes = {}) => ({
  baseUrl: new URL('https://ipgtest.monri.com'),
  merchantKey: new Secret({ text: 'merchant key' }),
  behaviour: { keys: ['a', 'b'], merges: false },
  ...changes,
});

it('a fingerprint is the same for the same settings, and reveals none of them', () => {
  const print = fingerprintOf('MONRI', settings()).read();
  expect(fingerprintOf('MONRI', settings()).read()).toBe(print);
  expect(print).toMatch(/^[\w-]{43}$/);
});

it.each([
  { baseUrl: new URL('https://ipg.monri.com') },
  { merchantKey: new Secret({ text: 'another key' }) },
  { behaviour: { keys: ['b', 'a'], merges: false } },
  { behaviour: { keys: ['a', 'b'], merges: true } },
  { more: null },
])('a fingerprint is another one if a setting is: %o', (changes) => {
  const print = fingerprintOf('MONRI', settings()).read();
  expect(fingerprintOf('MONRI', settings(changes)).read()).not.toBe(print);
  expect(fingerprintOf('VERIFONE', settings()).read()).not.toBe(print);
});

it('a fingerprint is another one once a secret was read again from its file', () => {
  let text = 'old';
  const secret = new Secret({ file: '/run/secrets/key' });
  secret.load(() => text);
  const fingerprint = fingerprintOf('MONRI', settings({ merchantKey: secret }));
  const print = fingerprint.read();
  text = 'new';
  expect(secret.reread()).toBe(true);
  fingerprint.renew();
  expect(fingerprint.read()).not.toBe(print);
});
