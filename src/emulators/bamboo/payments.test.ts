import { describe, expect, it } from 'vitest';
import { emulate } from './emulator.ts';
import linkRequest from './fixtures/create-registration-link-request.json' with { type: 'json' };
import injected from './fixtures/inject-customer-response.json' with { type: 'json' };
import { clock, keysOf, refused, send, uuid } from './sending.testing.ts';
import type { Bamboo } from './sending.testing.ts';

function create(bamboo: Bamboo, body: unknown) {
  return send(bamboo, '/payments', { method: 'POST', body });
}

function inject(bamboo: Bamboo, paymentId: string, customer: unknown) {
  return send(bamboo, `/payments/${paymentId}`, { method: 'PATCH', body: { customer } });
}

describe('payments', () => {
  const payment = { amount: 123450, currencyCode: 'UYU', paymentType: 'qr', orderNumber: 'A-1' };

  it('are created with a picture for QR, and wait for a customer', async () => {
    const bamboo = emulate();
    const { status, body } = await create(bamboo, { ...payment, qrImageOptions: { scale: 10 } });
    const paymentId = String(body['paymentId']);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        paymentId: expect.stringMatching(uuid),
        redirectUrl: `https://checkout.stage.bamboopayment.com/#?paymentId=${paymentId}`,
        validForMinutes: 15,
        qrImage: expect.stringMatching(/^data:image\/png;base64,/u),
        isSuccess: true,
        errors: [],
      },
    });
    expect(bamboo.injectedCustomer(paymentId)).toBeNull();
    expect((await inject(bamboo, paymentId, { identifier: 'a' })).status).toBe(200);
  });

  it('are created without a picture for CheckoutPro', async () => {
    const { body } = await create(emulate(), {
      ...payment,
      paymentType: 'CheckoutPro',
      qrImageOptions: null,
    });
    expect(body).not.toHaveProperty('qrImage');
  });

  it.each([
    [{ amount: undefined }, ['PR003', 'amount']],
    [{ amount: 12.5 }, ['PR003', 'amount']],
    [{ currencyCode: 'pesos' }, ['PR004', 'currencyCode']],
    [{ paymentType: 'card' }, ['EqualValidator', 'paymentType']],
    [{ orderNumber: 1 }, ['PR002', 'orderNumber']],
    [{ installments: ['1'] }, ['MALFORMED_REQUEST', 'installments']],
    [{ validForMinutes: -1 }, ['GreaterThanOrEqualValidator', 'validForMinutes']],
    [{ notificationUrl: 'nowhere' }, ['MALFORMED_REQUEST', 'notificationUrl']],
    [{ metadataIn: { isFinalConsumer: true } }, ['MALFORMED_REQUEST', 'metadataIn']],
    [{ paymentType: 'CheckoutPro', qrImageOptions: {} }, ['EqualValidator', 'qrImageOptions']],
  ])('are refused with %j', async (change, [code = '', property = '']) => {
    const answer = await create(emulate(), { ...payment, ...change });
    expect(answer).toEqual(refused(400, [code, property, expect.any(String)]));
  });

  it('take a customer as in the documented example', async () => {
    const bamboo = emulate();
    const answer = await inject(bamboo, injected.paymentId, linkRequest.customer);
    expect(answer).toEqual({ status: 200, body: injected });
    expect(bamboo.injectedCustomer(injected.paymentId)).toEqual(linkRequest.customer);
    expect(keysOf(bamboo)).toEqual([]);
  });

  it('merge what is injected, and replace addresses whole', async () => {
    const bamboo = emulate();
    await inject(bamboo, injected.paymentId, linkRequest.customer);
    const change = { identifier: 'juan', billingAddress: { city: 'Salto' } };
    await inject(bamboo, injected.paymentId, change);
    expect(bamboo.injectedCustomer(injected.paymentId)).toEqual({ ...linkRequest.customer, ...change });
  });

  it('count the minutes left, rounded up, and take no customer when none are', async () => {
    const { now, pass } = clock();
    const bamboo = emulate({ now });
    const paymentId = bamboo.seedPayment();
    pass(4.2);
    expect((await inject(bamboo, paymentId, { identifier: 'a' })).body['validForMinutes']).toBe(11);
    pass(10.8);
    expect(await inject(bamboo, paymentId, { identifier: 'b' })).toEqual(
      refused(400, ['PR009', null, 'The current purchase state does not allow the operation.']),
    );
    expect(bamboo.injectedCustomer(paymentId)).toEqual({ identifier: 'a' });
  });

  it('are refused if there is no such payment', async () => {
    expect(await inject(emulate(), 'nothing', { identifier: 'a' })).toEqual(
      refused(404, ['PR008', null, 'The requested purchase cannot be found.']),
    );
  });

  it('refuse a customer without an identifier, changing nothing', async () => {
    const bamboo = emulate();
    expect(await inject(bamboo, injected.paymentId, { firstName: 'Ana' })).toEqual(
      refused(400, ['CS003', 'customer.identifier', 'Invalid customer identifier.']),
    );
    expect(bamboo.injectedCustomer(injected.paymentId)).toBeNull();
  });

  it('can be seeded in any account, under any paymentId', async () => {
    const bamboo = emulate({ accounts: 2 });
    expect(bamboo.seedPayment({ account: 1, paymentId: 'pay', validForMinutes: 30 })).toBe('pay');
    const call = { method: 'PATCH', body: { customer: { identifier: 'a' } }, account: 1 };
    expect((await send(bamboo, '/payments/pay', call)).body['validForMinutes']).toBe(30);
    expect(() => bamboo.seedPayment({ account: 2 })).toThrow(RangeError);
  });
});
