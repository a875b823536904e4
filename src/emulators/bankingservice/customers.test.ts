import { describe, expect, it } from 'vitest';
import createRequest from './fixtures/create-customer-request.json' with { type: 'json' };
import createAnswer from './fixtures/create-customer.json' with { type: 'json' };
import deleteAnswer from './fixtures/delete-customer.json' with { type: 'json' };
import listAnswer from './fixtures/list-customers.json' with { type: 'json' };
import exampleCustomer from './fixtures/retrieve-customer.json' with { type: 'json' };
import updateRequest from './fixtures/update-customer-request.json' with { type: 'json' };
import updateAnswer from './fixtures/update-customer.json' with { type: 'json' };
import { connect, invalid, notFound, origin, textOf } from './client.testing.ts';

describe('customers', () => {
  it('answers the documented example to its key', async () => {
    const { ask } = connect({ customers: 3 });

    expect(await ask('GET /customers/text')).toEqual({ status: 200, body: exampleCustomer });
  });

  it('lists the documented example in the documented envelope', async () => {
    const { ask } = connect({ customers: 1 });

    expect(await ask('GET /customers')).toEqual({
      status: 200,
      body: { ...listAnswer, pages: 1, count: 1 },
    });
  });

  it('creates what the documented request says', async () => {
    const { ask, emulator } = connect();
    const created = await ask('POST /customers', createRequest);
    const expected = {
      id: expect.stringMatching(/^customer_[0-9a-f]{30}$/),
      ...createRequest,
      created: '2026-11-20T09:00:00.000Z',
    };

    expect(created).toEqual({ status: 200, body: expected });
    expect(Object.keys(created.body)).toEqual(Object.keys(createAnswer));
    expect(await ask(`GET /customers/${textOf(created.body['id'])}`)).toEqual(created);
    expect(emulator.accounts(origin)[0]?.customerKeys()).toEqual([created.body['id']]);
  });

  it('creates a customer without any field, and passes over unknown and read-only ones', async () => {
    const { ask } = connect();
    const body = { id: 'mine', created: '2020-01-01T00:00:00.000Z', nickname: 'Jo', address: { floor: 3 } };

    expect((await ask('POST /customers', {})).body).toEqual({
      id: expect.any(String),
      created: expect.any(String),
    });
    expect((await ask('POST /customers', body)).body).toEqual({
      id: expect.stringMatching(/^customer_/),
      address: {},
      created: '2026-11-20T09:00:00.000Z',
    });
  });

  it('keeps premise in the type it was sent', async () => {
    const { ask } = connect();
    const premises = [58, '1600'].map(async (premise) => {
      const { body } = await ask('POST /customers', { address: { premise } });
      return body['address'];
    });

    expect(await Promise.all(premises)).toEqual([{ premise: 58 }, { premise: '1600' }]);
  });

  it.for(['POST /customers', 'PUT /customers/text'])(
    '%s says what is wrong field by field',
    async (endpoint) => {
      const { ask } = connect({ customers: 1 });
      const body = { first_name: null, phone: 31, email: 'a b', address: { premise: true, country: 'NLD' } };

      expect(await ask(endpoint, body)).toEqual({
        status: 400,
        body: {
          ...invalid.body,
          fields: {
            first_name: 'must be a string',
            phone: 'must be a string',
            email: 'must be an e-mail address',
            'address.premise': 'must be a string or a number',
            'address.country': 'must be a country code of two capitals',
          },
        },
      });
      expect((await ask('POST /customers', { address: 'Hoofdweg 58' })).body['fields']).toEqual({
        address: 'must be an object',
      });
    },
  );

  it('refuses a body that is not a JSON object', async () => {
    const { ask } = connect();
    const refusal = {
      status: 400,
      body: { error: 'invalid_request', message: 'The body must be a JSON object' },
    };

    for (const body of ['{', '[]', 'null', '']) {
      expect(await ask('POST /customers', body)).toEqual(refusal);
    }
    expect(await ask('POST /customers', {}, { 'content-type': 'text/plain' })).toEqual(refusal);
  });

  it('replaces the whole customer, its id and creation time apart', async () => {
    const { ask } = connect({ customers: 1 });

    expect(await ask('PUT /customers/text', updateRequest)).toEqual({
      status: 200,
      body: { ...updateAnswer, first_name: 'John', last_name: 'Doe', email: 'john.doe@gmail.com' },
    });
    const replaced = { status: 200, body: { id: 'text', phone: '318', created: exampleCustomer.created } };
    expect(await ask('PUT /customers/text', { phone: '318' })).toEqual(replaced);
    expect(await ask('GET /customers/text')).toEqual(replaced);
  });

  it('takes the documented example back as it gave it', async () => {
    const { ask } = connect({ customers: 1 });

    expect(await ask('PUT /customers/text', exampleCustomer)).toEqual({
      status: 200,
      body: exampleCustomer,
    });
  });

  it('deletes a customer with its payment methods and answers with it', async () => {
    const { ask, emulator } = connect({ customers: 1 });

    expect(await ask('DELETE /customers/text')).toEqual({ status: 200, body: deleteAnswer });
    expect(await ask('GET /customers/text')).toEqual(notFound);
    expect(await ask('GET /customers/text/payment-methods/text')).toEqual(notFound);
    expect(await ask('DELETE /customers/text')).toEqual(invalid);
    expect(emulator.accounts(origin)[0]?.customerKeys()).toEqual([]);
  });

  it('answers 404 to reads and 400 to writes of an unknown customer', async () => {
    const { ask } = connect();

    expect(await ask('GET /customers/none')).toEqual(notFound);
    expect(await ask('GET /customers/none/payment-methods')).toEqual(notFound);
    expect(await ask('PUT /customers/none', {})).toEqual(invalid);
    expect(await ask('DELETE /customers/none')).toEqual(invalid);
    expect(await ask('POST /customers/none/payment-methods', {})).toEqual(invalid);
  });

  it('answers 404 to writes too if unknownCustomerStatus is 404', async () => {
    const { ask, emulator } = connect({ customers: 1 });
    emulator.switches.unknownCustomerStatus = 404;

    expect(await ask('PUT /customers/none', {})).toEqual(notFound);
    expect(await ask('DELETE /customers/none')).toEqual(notFound);
    expect(await ask('DELETE /customers/text/payment-methods/none')).toEqual(notFound);
  });
});
