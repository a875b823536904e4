import { describe, expect, it } from 'vitest';
import examplePaymentMethod from './fixtures/payment-method.json' with { type: 'json' };
import { connect, invalid, notFound, textOf } from './client.testing.ts';

describe('payment methods', () => {
  it('lists the methods of the documented example in a bare array', async () => {
    const { ask } = connect({ customers: 1 });

    expect(await ask('GET /customers/text/payment-methods')).toEqual({
      status: 200,
      body: [examplePaymentMethod],
    });
  });

  it('lists them in the page envelope if paymentMethodsAsPage is on', async () => {
    const { ask } = connect({ customers: 1, switches: { paymentMethodsAsPage: true } });

    expect((await ask('GET /customers/text/payment-methods')).body).toEqual({
      page: 0,
      pages: 1,
      size: 20,
      count: 1,
      data: [examplePaymentMethod],
    });
    expect((await ask('GET /customers/text/payment-methods?size=101')).status).toBe(400);
  });

  it('reads one through its own customer only', async () => {
    const { ask } = connect({ customers: 2 });
    const { body: other } = await ask('POST /customers', {});

    expect(await ask('GET /customers/text/payment-methods/text')).toEqual({
      status: 200,
      body: examplePaymentMethod,
    });
    expect(await ask('GET /customers/text/payment-methods/none')).toEqual(notFound);
    expect(await ask(`GET /customers/${textOf(other['id'])}/payment-methods/text`)).toEqual(notFound);
  });

  it('creates one that waits for the payer', async () => {
    const { ask, wait } = connect({ customers: 1 });
    wait(1000);
    const { id: _id, state: _state, created: _created, ...sent } = examplePaymentMethod;
    const fields = { ...sent, reference: 'order-1', metadata: { key: 123, trial: true } };
    const made = await ask('POST /customers/text/payment-methods', fields);

    expect(made).toEqual({
      status: 200,
      body: {
        id: expect.stringMatching(/^pm_[0-9a-f]{30}$/),
        state: 'created',
        ...fields,
        redirect: { url: `https://dashboard.bankingservice.ai/payment/${textOf(made.body['id'])}` },
        created: '2026-11-20T09:00:01.000Z',
      },
    });
    expect(await ask(`GET /customers/text/payment-methods/${textOf(made.body['id'])}`)).toEqual(made);
    expect((await ask('GET /customers/text/payment-methods')).body).toEqual([
      made.body,
      examplePaymentMethod,
    ]);
  });

  it('answers a known reference with the method it named first, customer by customer', async () => {
    const { ask } = connect({ customers: 1 });
    const { body: other } = await ask('POST /customers', {});
    const sent = { reference: 'order-1', method: 'ideal' };
    const path = '/customers/text/payment-methods';
    const first = await ask(`POST ${path}`, sent);

    expect(first.body).toEqual({
      id: expect.any(String),
      state: 'created',
      ...sent,
      created: '2026-11-20T09:00:00.000Z',
    });
    expect(await ask(`POST ${path}`, { ...sent, method: 'creditcard' })).toEqual(first);
    const elsewhere = await ask(`POST /customers/${textOf(other['id'])}/payment-methods`, sent);
    expect(elsewhere.body['id']).not.toBe(first.body['id']);
    const again = await Promise.all([ask(`POST ${path}`, {}), ask(`POST ${path}`, {})]);
    expect(new Set(again.map(({ body }) => body['id'])).size).toBe(2);
  });

  it('says what is wrong with one field by field', async () => {
    const { ask } = connect({ customers: 1 });
    const body = {
      method: 'cash',
      sepa: { last4: '0394' },
      openbanking: { recurring: { amount: 1.5, start_date: 'soon' } },
      metadata: 'none',
    };

    expect((await ask('POST /customers/text/payment-methods', body)).body).toEqual({
      ...invalid.body,
      fields: {
        method: 'must be one of openbanking, creditcard, terminal, internal, ideal',
        'sepa.last4': 'must be a number',
        'openbanking.recurring.amount': 'must be a whole number',
        'openbanking.recurring.start_date': 'must be a date and time',
        metadata: 'must be an object',
      },
    });
  });

  it('deletes one and answers with it', async () => {
    const { ask } = connect({ customers: 1 });
    const path = '/customers/text/payment-methods/text';

    expect(await ask(`DELETE ${path}`)).toEqual({ status: 200, body: examplePaymentMethod });
    expect(await ask(`GET ${path}`)).toEqual(notFound);
    expect(await ask(`DELETE ${path}`)).toEqual(invalid);
    expect((await ask('GET /customers/text/payment-methods')).body).toEqual([]);
  });

  it('keeps one that cannot be deleted if paymentMethodsDeletable is off', async () => {
    const { ask } = connect({ customers: 1, switches: { paymentMethodsDeletable: false } });
    const path = '/customers/text/payment-methods/text';

    expect(await ask(`DELETE ${path}`)).toEqual({
      status: 400,
      body: { error: 'invalid_request', message: 'The payment method cannot be deleted' },
    });
    expect((await ask(`GET ${path}`)).status).toBe(200);
  });
});
