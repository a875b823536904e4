import { describe, expect, it } from 'vitest';
import { emulate } from './emulator.ts';
import linkRequest from './fixtures/create-registration-link-request.json' with { type: 'json' };
import linkResponse from './fixtures/create-registration-link-response.json' with { type: 'json' };
import deleted from './fixtures/delete-customer.json' with { type: 'json' };
import retrieved from './fixtures/retrieve-customer.json' with { type: 'json' };
import { clock, keysOf, refused, send, unknownCustomer, uuid } from './sending.testing.ts';
import type { Bamboo } from './sending.testing.ts';

const juan = '/customers/juan.perez%40gmail.com';

function link(bamboo: Bamboo, customer: unknown, rest: Record<string, unknown> = {}) {
  return send(bamboo, '/customers/account-link', {
    method: 'POST',
    body: { customer, accountLinkType: 'qr', ...rest },
  });
}

describe('retrieving and deleting', () => {
  it('answers with the documented example', async () => {
    const answer = await send(emulate({ customers: 1 }), juan);
    expect(answer).toEqual({ status: 200, body: retrieved });
  });

  it('distinguishes identifiers by case', async () => {
    expect(await send(emulate({ customers: 1 }), '/customers/Juan.Perez%40gmail.com')).toEqual(
      unknownCustomer,
    );
  });

  it('forgets a deleted customer', async () => {
    const bamboo = emulate({ customers: 1 });
    expect(await send(bamboo, juan, { method: 'DELETE' })).toEqual({ status: 200, body: deleted });
    expect(await send(bamboo, juan)).toEqual(unknownCustomer);
    expect(await send(bamboo, juan, { method: 'DELETE' })).toEqual(unknownCustomer);
    expect(keysOf(bamboo)).toEqual([]);
  });

  it('answers unknown identifiers with 200 if switched so', async () => {
    const bamboo = emulate({ switches: { unknownCustomerStatus: 200 } });
    expect(await send(bamboo, juan)).toEqual({ ...unknownCustomer, status: 200 });
    expect(await send(bamboo, juan, { method: 'DELETE' })).toEqual({ ...unknownCustomer, status: 200 });
    bamboo.switches.unknownCustomerStatus = 404;
    expect(await send(bamboo, juan)).toEqual(unknownCustomer);
  });
});

describe('registration links', () => {
  it('are made as documented, and register the customer at once', async () => {
    const bamboo = emulate();
    const call = { method: 'POST', body: linkRequest };
    const { status, body } = await send(bamboo, '/customers/account-link', call);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...linkResponse,
      customerId: expect.stringMatching(uuid),
      redirectUrl: `https://checkout.stage.bamboopayment.com/#?customerId=${String(body['customerId'])}`,
    });
    expect(await send(bamboo, juan)).toEqual({ status: 200, body: retrieved });
    expect(keysOf(bamboo)).toEqual(['juan.perez@gmail.com']);
  });

  it('say for how long they are valid', async () => {
    const { body } = await link(emulate(), { identifier: 'a' }, { validForMinutes: 60 });
    expect(body['validForMinutes']).toBe(60);
  });

  it('overwrite a known customer and keep its customerId', async () => {
    const bamboo = emulate({ customers: 1 });
    const customer = { identifier: 'juan.perez@gmail.com', nickname: null, firstName: 'Juana' };
    expect(await link(bamboo, customer)).toEqual({ status: 200, body: linkResponse });
    expect(await send(bamboo, juan)).toEqual({ status: 200, body: { customer, isSuccess: true } });
  });

  it('keep a customer out of sight until a card is registered, if switched so', async () => {
    const bamboo = emulate({ customers: 1, switches: { visibleOnlyAfterRegistration: true } });
    const { body } = await link(bamboo, { identifier: 'new' });
    expect(await send(bamboo, '/customers/new')).toEqual(unknownCustomer);
    expect(await send(bamboo, '/customers/new', { method: 'DELETE' })).toEqual(unknownCustomer);
    expect(keysOf(bamboo)).toEqual(['juan.perez@gmail.com']);

    expect(bamboo.registerCard(String(body['customerId']))).toBe(true);
    expect((await send(bamboo, '/customers/new')).status).toBe(200);
    expect(keysOf(bamboo)).toEqual(['juan.perez@gmail.com', 'new']);
  });

  it('register no customer once expired, until made again', async () => {
    const { now, pass } = clock();
    const bamboo = emulate({ now, switches: { visibleOnlyAfterRegistration: true } });
    const { body } = await link(bamboo, { identifier: 'new' });
    const customerId = String(body['customerId']);
    pass(15);
    expect(bamboo.registerCard(customerId)).toBe(false);

    expect((await link(bamboo, { identifier: 'new' })).body['customerId']).toBe(customerId);
    pass(14);
    expect(bamboo.registerCard(customerId)).toBe(true);
  });

  it('cannot be registered through if they were not made', () => {
    expect(emulate().registerCard(linkResponse.customerId)).toBe(false);
  });

  it('are refused for a known identifier, if switched so', async () => {
    const bamboo = emulate({ customers: 1, switches: { refusesKnownIdentifiers: true } });
    expect(await link(bamboo, linkRequest.customer)).toEqual(
      refused(400, ['CS005', 'customer.identifier', 'The e-mail is already registered.']),
    );
    expect((await link(bamboo, { identifier: 'new' })).status).toBe(200);
  });

  it.each([
    ['no customer', undefined, {}, ['CS003', 'customer']],
    ['a customer that is a list', [], {}, ['CS003', 'customer']],
    ['no identifier', { email: 'a@b.uy' }, {}, ['CS003', 'customer.identifier']],
    ['a blank identifier', { identifier: ' ' }, {}, ['CS003', 'customer.identifier']],
    ['a numeric identifier', { identifier: 7 }, {}, ['CS003', 'customer.identifier']],
    ['a broken e-mail', { identifier: 'a', email: 'a.b.uy' }, {}, ['CS001', 'customer.email']],
    [
      'a document type in text',
      { identifier: 'a', documentTypeId: '2' },
      {},
      ['CS008', 'customer.documentTypeId'],
    ],
    [
      'a document type with a fraction',
      { identifier: 'a', documentTypeId: 2.5 },
      {},
      ['CS008', 'customer.documentTypeId'],
    ],
    [
      'a document type too long',
      { identifier: 'a', documentTypeId: 2 ** 31 },
      {},
      ['CS008', 'customer.documentTypeId'],
    ],
    [
      'a numeric document number',
      { identifier: 'a', documentNumber: 1 },
      {},
      ['CS007', 'customer.documentNumber'],
    ],
    ['a numeric name', { identifier: 'a', firstName: 1 }, {}, ['MALFORMED_REQUEST', 'customer.firstName']],
    [
      'an address in text',
      { identifier: 'a', billingAddress: 'x' },
      {},
      ['MALFORMED_REQUEST', 'customer.billingAddress'],
    ],
    [
      'a numeric city',
      { identifier: 'a', shippingAddress: { city: 1 } },
      {},
      ['MALFORMED_REQUEST', 'customer.shippingAddress'],
    ],
    [
      'another link type',
      { identifier: 'a' },
      { accountLinkType: 'QR' },
      ['EqualValidator', 'accountLinkType'],
    ],
    [
      'no link type',
      { identifier: 'a' },
      { accountLinkType: undefined },
      ['EqualValidator', 'accountLinkType'],
    ],
    [
      'no time',
      { identifier: 'a' },
      { validForMinutes: 0 },
      ['GreaterThanOrEqualValidator', 'validForMinutes'],
    ],
    [
      'time in text',
      { identifier: 'a' },
      { validForMinutes: '15' },
      ['GreaterThanOrEqualValidator', 'validForMinutes'],
    ],
  ])('refuse %s', async (_name, customer, rest, [code = '', property = '']) => {
    const bamboo = emulate();
    expect(await link(bamboo, customer, rest)).toEqual(refused(400, [code, property, expect.any(String)]));
    expect(keysOf(bamboo)).toEqual([]);
  });

  it('are refused for everything that is wrong at once', async () => {
    const answer = await link(emulate(), { email: 'x' }, { accountLinkType: 'link' });
    expect(answer).toEqual(
      refused(
        400,
        ['CS003', 'customer.identifier', 'Invalid customer identifier.'],
        ['CS001', 'customer.email', 'Invalid e-mail address.'],
        ['EqualValidator', 'accountLinkType', 'The value is not one of those allowed.'],
      ),
    );
  });
});
