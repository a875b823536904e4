import { expect, it } from 'vitest';
import { emulate } from '../src/emulators/monri/emulator.ts';
import { allCanaries } from './support/canaries.ts';
import { watchForLeaks } from './support/leaks.ts';

const emulator = emulate();
const origin = 'http://127.0.0.1:4199';
const running = [{ provider: 'MONRI', title: 'Monri', origin, emulator }];
const secret = String(emulator.accounts(origin)[0]?.settings['merchantKey']);

it.each([
  ['an e-mail address in an error', { errors: [{ message: 'no ana@example.com here' }] }],
  ['a secret in an extension', { data: null, extensions: { upstream: secret } }],
  ['a provider’s address in an error', { errors: [{ message: 'connect 127.0.0.1:4199' }] }],
  ['a canary of a header', { errors: [{ message: allCanaries.slice(0, 30) }] }],
])('every system test would see %s', (_name, body) => {
  const leaks = watchForLeaks(running);
  leaks.answer(JSON.stringify(body));
  expect(() => leaks.end([])).toThrow('Leaked beside the data');
});

it('every system test would see them in a line of the log', () => {
  expect(() => watchForLeaks(running).end([`{"key":"${secret}"}`])).toThrow('Leaked beside the data');
});

it('data may hold what was asked for', () => {
  const leaks = watchForLeaks(running);
  leaks.answer(
    JSON.stringify({ data: { customer: { email: 'ana@example.com' } }, extensions: { requestId: 'x' } }),
  );
  expect(() => leaks.end(['{"route":"/v2/customers"}'])).not.toThrow();
});
