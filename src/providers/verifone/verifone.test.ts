import { describe, expect, it } from 'vitest';
import { answering, recording } from '../../testing/support/exchange.ts';
import { connectTo, createCall } from '../../testing/support/vault.ts';
import type { CustomerPatch } from '../../domain/customer-input.ts';
import { checkFields, requiredFields } from '../../domain/input-rules.ts';
import type { Fetch } from '../../http/fetch.ts';
import { customerRules } from './customer.ts';
import { emulate } from '../../emulators/verifone/emulator.ts';
import kept from '../../emulators/verifone/fixtures/customer-response.json' with { type: 'json' };
import missingEntityId from '../../emulators/verifone/fixtures/missing-entity-id.json' with { type: 'json' };
import { verifone } from './index.ts';

const stranger = '00000000-0000-4000-8000-000000000000';
const { entity_id: entityId, id: uuid } = kept;

/** An account of the entity the fixtures belong to, behind any `fetch`; and what it sent. */
function connectAs(fetch: Fetch) {
  const recorded = recording(fetch);
  const settings = { ...emulate().accounts('http://127.0.0.1:9')[0]?.settings, entityId };
  const accounts = () => [{ settings, customerKeys: () => [] }];
  const { vault } = connectTo(verifone, { accounts, fetch: recorded.fetch });
  return { vault, sent: recorded.sent };
}

/** A vault whose provider gives one answer to everything. */
function vaultAnswering(body: unknown, init?: ResponseInit) {
  return connectAs(answering(body, init)).vault;
}

/** An emulator's account and what was sent to it. */
function connectToEmulator(options: Parameters<typeof emulate>[0] = {}) {
  const emulator = emulate(options);
  const { fetch, sent } = recording(emulator.fetch);
  return { ...connectTo(verifone, { ...emulator, fetch }), emulator, sent };
}

function searchesOf(sent: readonly { readonly url: string }[]) {
  return sent.map(({ url }) => Object.fromEntries(new URL(url).searchParams));
}

describe('a customer', () => {
  it('is read as documented', async () => {
    expect(await vaultAnswering(kept).getCustomer(uuid, createCall())).toEqual({
      key: uuid,
      reference: null,
      firstName: 'Zoë',
      lastName: "O'Neill",
      fullName: "Zoë O'Neill",
      company: 'Lighthouse Trading',
      email: 'zoe.oneill@example.com',
      phone: '+1 216 555 0142',
      billingAddress: {
        lines: ['1300 Superior Avenue East', 'Suite 400', 'North Tower'],
        city: 'Cleveland',
        region: 'OH',
        postalCode: '44114',
        premise: null,
        subPremise: null,
        building: null,
        country: 'US',
        countryCode: 'US',
      },
      shippingAddress: {
        lines: ['Hoofdweg 667', 'Dock 3', 'Attention: reception'],
        city: 'Hoofddorp',
        region: 'Noord-Holland',
        postalCode: '2131 BC',
        premise: null,
        subPremise: null,
        building: null,
        country: 'NL',
        countryCode: 'NL',
      },
      metadata: {},
      createdAt: new Date('2024-12-12T10:40:00Z'),
      updatedAt: new Date('2025-02-03T08:15:30.250Z'),
      deleted: false,
      unread: [],
      details: {
        provider: 'VERIFONE',
        entityId,
        title: 'Dr.',
        language: 'en',
        companyRegistrationNumber: '34179503',
        workPhone: '+1 (216) 555-0199',
        taxIdentifier: '123456789',
        middleName: 'Anne',
        billingPhone: '+1 (216) 555-0142',
        shippingFirstName: 'Jürgen',
        shippingMiddleName: 'Karl',
        shippingLastName: 'de Vries',
        shippingPhone: '+31 23 555 0178',
      },
    });
  });

  it('has no address if only names and a phone are kept', async () => {
    const wire = { ...kept, billing: { last_name: 'Pérez' }, shipping: { phone: '1', first_name: 'Ana' } };
    expect(await vaultAnswering(wire).getCustomer(uuid, createCall())).toMatchObject({
      fullName: 'Pérez',
      billingAddress: null,
      shippingAddress: null,
      details: { middleName: null, billingPhone: null, shippingFirstName: 'Ana', shippingPhone: '1' },
    });
  });

  it('whose key is not a UUID is not found, without a request', async () => {
    const { vault, sent } = connectToEmulator();
    const key = '1" or id=="';
    expect(await vault.getCustomer(key, createCall())).toBeNull();
    expect(await vault.getCustomers?.([key], createCall())).toEqual([]);
    expect(await vault.updateCustomer?.(key, {}, createCall())).toBeNull();
    expect(await vault.deleteCustomer?.(key, createCall())).toBe(false);
    expect(sent).toEqual([]);
  });

  it('comes with up to 49 others in one search, the unknown left out', async () => {
    const { vault, sent, customerKeys, settings } = connectToEmulator({ customers: 60 });
    const keys = [stranger, 'no uuid', ...customerKeys().slice(0, 49)];
    const found = await vault.getCustomers?.(keys, createCall());
    expect(found?.map(({ key }) => key).toSorted()).toEqual(customerKeys().slice(0, 49).toSorted());
    const list = [stranger, ...customerKeys().slice(0, 49)].map((key) => `"${key}"`).join(',');
    expect(searchesOf(sent)).toEqual([
      {
        search: `entity_id=="${String(settings['entityId'])}";id=in=(${list})`,
        page_number: '1',
        page_size: '50',
      },
    ]);
  });
});

describe('the input rules', () => {
  it.each<[string, CustomerPatch, readonly string[]]>([
    ['a phone as documented', { phone: '+1 (216) 555-0142', workPhone: '1.2' }, []],
    ['letters in a phone', { phone: '+1 CALL' }, ['phone MALFORMED']],
    ['three lines', { billingAddress: { lines: ['a', 'b', 'c'] } }, []],
    ['four lines', { billingAddress: { lines: ['a', 'b', 'c', 'd'] } }, ['billingAddress.lines TOO_LONG']],
    ['a long line', { shippingAddress: { lines: ['x'.repeat(41)] } }, ['shippingAddress.lines TOO_LONG']],
    ['no e-mail address', { email: 'ana' }, ['email MALFORMED']],
    ['ten digits of tax', { taxIdentifier: '1234567890' }, ['taxIdentifier TOO_LONG']],
    ['one name', { fullName: 'Ana Pérez' }, ['fullName UNSUPPORTED_BY_PROVIDER']],
    [
      'what has no place',
      { merchantReference: 'x', metadata: { set: {}, unset: [] } },
      ['merchantReference UNSUPPORTED_BY_PROVIDER', 'metadata UNSUPPORTED_BY_PROVIDER'],
    ],
  ])('judge %s', (_what, patch, expected) => {
    const issues = checkFields(customerRules, patch, []);
    expect(issues.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual(expected);
  });

  it('ask for the company or for both names', () => {
    expect(requiredFields(customerRules)).toEqual(['company | firstName lastName']);
  });
});

describe('a write', () => {
  it('creates with what is given and nothing else', async () => {
    const { vault, sent } = connectAs(answering(kept));
    const fields: CustomerPatch = {
      company: null,
      firstName: 'Ana',
      lastName: 'Pérez',
      phone: '+381 11 123',
      taxIdentifier: '12',
      billingAddress: { lines: ['Ilica 1', 'II'], countryCode: 'HR' },
      shippingAddress: null,
    };
    await vault.createCustomer?.(fields, createCall());
    expect(sent.map(({ body }) => body)).toEqual([
      `{"entity_id":"${entityId}","phone_number":"+381 11 123",` +
        '"billing":{"first_name":"Ana","last_name":"Pérez","address_1":"Ilica 1","address_2":"II",' +
        '"country_code":"HR"},"tax":{"identifier":"12"}}',
    ]);
  });

  it('reads the record and sends all of it back', async () => {
    const { vault, sent } = connectAs(answering({ ...kept, loyalty: [1.5, null] }));
    await vault.updateCustomer?.(uuid, { taxIdentifier: '1' }, createCall());
    const { id: _id, created_at: _createdAt, updated_at: _updatedAt, ...writable } = kept;
    expect(sent.map(({ method, body }) => [method, body])).toEqual([
      ['GET', ''],
      ['POST', JSON.stringify({ ...writable, tax: { identifier: '1' }, loyalty: [1.5, null] })],
    ]);
  });

  it('that would leave the customer without a name is not sent', async () => {
    const { company_name: _company, ...person } = kept;
    const { vault, sent } = connectAs(answering(person));
    const refused = vault.updateCustomer?.(uuid, { lastName: null }, createCall());
    await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ code: 'REQUIRED' }] });
    expect(sent.map(({ method }) => method)).toEqual(['GET']);
  });

  it('over a record without a key is not sent', async () => {
    const { vault, sent } = connectAs(answering({ ...kept, id: {} }));
    const refused = vault.updateCustomer?.(uuid, { company: 'x' }, createCall());
    await expect(refused).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
    expect(sent.map(({ method }) => method)).toEqual(['GET']);
  });

  it('keeps an odd part unchanged, and replaces it if the patch is about it', async () => {
    const { vault, sent } = connectAs(answering({ ...kept, billing: 'none', shipping: [] }));
    await vault.updateCustomer?.(uuid, { company: 'x' }, createCall());
    await vault.updateCustomer?.(uuid, { firstName: 'Zoë', lastName: 'O' }, createCall());
    const bodies = sent.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));
    expect(bodies).toMatchObject([
      { company_name: 'x', billing: 'none', shipping: [] },
      { billing: { first_name: 'Zoë', last_name: 'O' }, shipping: [] },
    ]);
  });

  it('takes effect at the emulator, which refuses what is unexpected', async () => {
    const { vault, customerKeys } = connectToEmulator({ customers: 1 });
    const [key = ''] = customerKeys();
    const before = await vault.getCustomer(key, createCall());
    const after = await vault.updateCustomer?.(key, { title: 'Prof.', shippingAddress: null }, createCall());
    expect(after).toEqual({
      ...before,
      shippingAddress: null,
      updatedAt: after?.updatedAt,
      details: { ...before?.details, title: 'Prof.' },
    });
    expect(await vault.getCustomer(key, createCall())).toEqual(after);
  });

  it('finds no customer to change', async () => {
    const { vault } = connectToEmulator();
    expect(await vault.updateCustomer?.(stranger, { company: 'x' }, createCall())).toBeNull();
  });

  it('deletes once, and 204 has no body', async () => {
    const { vault, customerKeys } = connectToEmulator({ customers: 1 });
    const [key = ''] = customerKeys();
    expect(await vault.deleteCustomer?.(key, createCall())).toBe(true);
    expect(await vault.deleteCustomer?.(key, createCall())).toBe(false);
    expect(await vault.getCustomer(key, createCall())).toBeNull();
  });

  it.each([
    [400, 'PROVIDER_REJECTED'],
    [403, 'PROVIDER_UNAUTHORIZED'],
    [504, 'OUTCOME_UNKNOWN'],
  ])('answered with %i comes to %s', async (status, code) => {
    const vault = vaultAnswering(missingEntityId, { status });
    await expect(vault.createCustomer?.({ company: 'x' }, createCall())).rejects.toMatchObject({ code });
  });
});
