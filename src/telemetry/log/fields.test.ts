import { expect, it } from 'vitest';
import { loggedText, type LogFields } from './fields.ts';

const digits = '0123456789abcdef';

const every = {
  requestId: '7f9c24e8-3b12-4fef-91e0-2bc40d8f5d2a',
  tenant: 'acme',
  operationName: 'Customers',
  documentHash: digits.repeat(4),
  fieldPath: 'customers.nodes.email',
  provider: 'MONRI',
  account: 'shop',
  operation: 'getCustomer',
  method: 'POST',
  route: '/graphql',
  status: 200,
  attempt: 1,
  durationMs: 12.5,
  code: 'NOT_FOUND',
  outcome: 'partial',
  reason: 'EXPIRED',
  keyId: 'key-1',
  issuer: 'https://issuer.example',
  clientAddress: '192.0.2.1',
  upstreamCalls: 2,
  upstreamErrors: 3,
  upstreamSlowestMs: 4,
  upstreamTotalMs: 5,
  outdatedIds: 6,
  sharedWith: '7f9c24e8-3b12-4fef-91e0-2bc40d8f5d2b',
  cachedReads: 7,
  errorName: 'TypeError',
  stack: 'TypeError\n    at a.js:1:1',
} satisfies { [Name in keyof LogFields]-?: unknown };

const parsed = (text: string): unknown => JSON.parse(`{${text.slice(1)}}`);

it('is every field under its own name, in one order', () => {
  const text = loggedText(every, {});
  expect(parsed(text)).toEqual(every);
  expect(Object.keys(parsed(text) as object)).toEqual(Object.keys(every));
  const turned: LogFields = Object.fromEntries(Object.entries(every).toReversed());
  expect(loggedText({}, turned)).toBe(text);
});

it('takes from the others what the fields do not say', () => {
  const text = loggedText({ status: null, code: 'LATE' }, { status: 200, code: 'EARLY', tenant: 'acme' });
  expect(parsed(text)).toEqual({ tenant: 'acme', status: null, code: 'LATE' });
});
