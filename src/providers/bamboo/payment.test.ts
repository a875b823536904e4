import { describe, expect, it } from 'vitest';
import { answering, recording } from '../../testing/support/exchange.ts';
import { connectTo, createCall } from '../../testing/support/vault.ts';
import { emulate } from '../../emulators/bamboo/emulator.ts';
import asked from '../../emulators/bamboo/fixtures/create-registration-link-request.json' with { type: 'json' };
import injected from '../../emulators/bamboo/fixtures/inject-customer-response.json' with { type: 'json' };
import { bamboo } from './index.ts';
import { juan } from './juan.testing.ts';

describe('a payment', () => {
  it('is given the customer with a PATCH, and its page is read as documented', async () => {
    const { fetch, sent } = recording(answering(injected));
    const { vault } = connectTo(bamboo, { ...emulate(), fetch });
    expect(await vault.attachCustomerToPayment?.(injected.paymentId, juan, createCall())).toEqual({
      paymentId: injected.paymentId,
      url: injected.redirectUrl,
      validForMinutes: 10080,
    });
    expect(sent.map(({ method, url, body }) => [method, new URL(url).pathname, body])).toEqual([
      ['PATCH', `/api/v1/payments/${injected.paymentId}`, JSON.stringify({ customer: asked.customer })],
    ]);
  });

  it('bears the customer afterwards', async () => {
    const emulator = emulate();
    const paymentId = emulator.seedPayment({ validForMinutes: 60 });
    const { vault } = connectTo(bamboo, emulator);
    const link = await vault.attachCustomerToPayment?.(paymentId, juan, createCall());
    expect(link).toMatchObject({ paymentId, validForMinutes: 60 });
    expect(emulator.injectedCustomer(paymentId)).toEqual(asked.customer);
  });

  it('is null if there is no such payment', async () => {
    const { vault } = connectTo(bamboo, emulate());
    expect(await vault.attachCustomerToPayment?.('15d191b1', juan, createCall())).toBeNull();
  });
});
