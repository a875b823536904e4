import { describe, expect, it } from 'vitest';
import { answering } from '../../testing/support/exchange.ts';
import { connectTo, createCall } from '../../testing/support/vault.ts';
import type { Vault } from '../../port.ts';
import { emulate, type BambooSwitches } from '../../emulators/bamboo/emulator.ts';
import payoutsError from '../../emulators/bamboo/fixtures/payouts-validation-error.json' with { type: 'json' };
import purchaseError from '../../emulators/bamboo/fixtures/purchase-error.json' with { type: 'json' };
import { bamboo } from './index.ts';

const identifier = 'juan.perez@gmail.com';
const juan = { merchantReference: identifier };

/** A vault whose provider gives one answer to everything. */
function vaultAnswering(body: unknown, init?: ResponseInit): Vault {
  return connectTo(bamboo, { ...emulate(), fetch: answering(body, init) }).vault;
}

function refusal(...codes: readonly string[]) {
  return { isSuccess: false, errors: codes.map((errorCode) => ({ errorCode, message: 'Secret words.' })) };
}

function linkAfter(body: unknown, status = 400) {
  return vaultAnswering(body, { status }).createRegistrationLink?.(juan, 15, createCall());
}

describe('a reading', () => {
  it.each([
    ['404 with CS003', refusal('CS003'), 404],
    ['404 without a code', refusal(), 404],
    ['TK011 under 200', refusal('TK011'), 200],
    ['CS003 under 400', refusal('CS003'), 400],
    ['CS003 in another case and no outcome', { Response: null, Errors: [{ ErrorCode: 'CS003' }] }, 200],
    ['CS003 by itself', { ErrorCode: 'CS003', ErrorDescription: 'x' }, 400],
  ])('is null after %s', async (_, body, status) => {
    expect(await vaultAnswering(body, { status }).getCustomer('unknown', createCall())).toBeNull();
  });

  it.each([
    ['a refusal without a code', { isSuccess: false }, 200, 'PROVIDER_REJECTED'],
    ['a refusal in words', { customer: { identifier }, isSuccess: 'false' }, 200, 'PROVIDER_REJECTED'],
    ['a refusal as a number', { customer: { identifier }, isSuccess: 0 }, 200, 'PROVIDER_REJECTED'],
    ['an unknown error', refusal('ERR999'), 200, 'PROVIDER_BAD_RESPONSE'],
    ['an unknown error', refusal('ERR999'), 500, 'PROVIDER_UNAVAILABLE'],
    ['a key that is refused', refusal('CS003'), 401, 'PROVIDER_UNAUTHORIZED'],
    ['a key that is not allowed to', refusal(), 403, 'PROVIDER_UNAUTHORIZED'],
    ['a code of a payment', refusal('PR008'), 400, 'PROVIDER_REJECTED'],
    ['a code of something else', refusal('NOT_FOUND'), 404, 'PROVIDER_BAD_RESPONSE'],
    ['no body', '', 404, 'PROVIDER_BAD_RESPONSE'],
    ['a page', '<html>', 404, 'PROVIDER_BAD_RESPONSE'],
  ])('fails with its code after %s with status %i', async (_what, body, status, code) => {
    const reading = vaultAnswering(body, { status }).getCustomer(identifier, createCall());
    await expect(reading).rejects.toMatchObject({ code });
  });

  it.each([
    ['no customer', { isSuccess: true }],
    ['no identifier', { customer: {}, isSuccess: true }],
    ['a text', '"Good morning."'],
  ])('is not guessed from %s', async (_, body) => {
    const reading = vaultAnswering(body).getCustomer(identifier, createCall());
    await expect(reading).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
  });
});

describe('a registration', () => {
  it.each([
    ['CS001', ['email']],
    ['CS003', ['merchantReference']],
    ['CS007', ['documentNumber']],
    ['CS008', ['documentTypeId']],
    ['TK005', ['email']],
    ['TK011', ['merchantReference']],
    ['TK017', ['documentNumber']],
    ['TK018', ['documentTypeId']],
  ])('names the field of %s, under any status', async (code, place) => {
    for (const status of [200, 400, 404])
      await expect(linkAfter(refusal(code), status)).rejects.toMatchObject({
        code: 'PROVIDER_REJECTED',
        facts: {
          providerErrorCode: code,
          issues: [{ path: place, code: 'MALFORMED', message: `Bamboo refused ${place.join('.')}.` }],
        },
      });
  });

  it.each([
    ['PhoneNumber', [['phone']]],
    ['Customer.BillingAddress.Country', [['billingAddress', 'countryCode']]],
    ['customer.shippingAddress.state', [['shippingAddress', 'region']]],
    // It may be either address’s.
    ['Country', []],
    ['constructor', []],
  ])('names the field that Bamboo calls %s', async (PropertyName, places) => {
    const errors = [{ ...payoutsError.errors[0], PropertyName }];
    await expect(linkAfter({ ...payoutsError, errors })).rejects.toMatchObject({
      facts: {
        providerErrorCode: 'ExactLengthValidator',
        issues: places.map((place) => ({ path: place, code: 'MALFORMED' })),
      },
    });
  });

  it('keeps the code of an error by itself', async () => {
    await expect(linkAfter(purchaseError)).rejects.toMatchObject({
      code: 'PROVIDER_REJECTED',
      facts: { providerErrorCode: 'PR001', issues: [] },
    });
  });

  it('repeats no word of Bamboo’s', async () => {
    const error: unknown = await linkAfter(refusal('CS001'))?.catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error) + String(error)).not.toContain('Secret');
  });

  it.each([null, [], 7, '"no"', { errors: 'no' }, { errors: [null, 3, 'CS001', { errorCode: 1 }] }])(
    'is refused whatever the body is: %j',
    async (body) => {
      await expect(linkAfter(body)).rejects.toMatchObject({
        code: 'PROVIDER_REJECTED',
        facts: { issues: [] },
      });
    },
  );

  it('finds an identifier taken', async () => {
    const switches: Partial<BambooSwitches> = { refusesKnownIdentifiers: true };
    const { vault } = connectTo(bamboo, emulate({ customers: 1, switches }));
    await expect(vault.createRegistrationLink?.(juan, 15, createCall())).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
  });

  it.each([
    [408, refusal('CS001')],
    [500, refusal('CS001')],
    [200, refusal('ERR999')],
  ])('has an unknown outcome after %i and what says nothing', async (status, body) => {
    await expect(linkAfter(body, status)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  it.each([undefined, 'javascript:alert(1)', 'checkout'])(
    'has an unknown outcome if it succeeds and its page is %s',
    async (redirectUrl) => {
      await expect(linkAfter({ redirectUrl, isSuccess: true }, 200)).rejects.toMatchObject({
        code: 'OUTCOME_UNKNOWN',
      });
    },
  );
});

describe('a refused payment', () => {
  it('is not there after PR008', async () => {
    const attaching = vaultAnswering(refusal('PR008')).attachCustomerToPayment?.(
      '15d191b1',
      juan,
      createCall(),
    );
    expect(await attaching).toBeNull();
  });

  it.each([
    ['PR009', []],
    // Nothing is registered here, so nothing can exist already.
    ['CS005', []],
    ['CS003', [['merchantReference']]],
  ])('refuses the customer with %s', async (code, places) => {
    const attaching = vaultAnswering(refusal(code)).attachCustomerToPayment?.('15d191b1', juan, createCall());
    await expect(attaching).rejects.toMatchObject({
      code: 'PROVIDER_REJECTED',
      facts: { providerErrorCode: code, issues: places.map((place) => ({ path: place })) },
    });
  });
});
