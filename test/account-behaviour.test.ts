import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../src/emulators/kit/emulator.ts';
import { bamboo, bankingservice, monri, verifone } from '../src/providers/registry.ts';
import type { ProviderDefinition } from '../src/providers/define.ts';
import { errorOf } from '../src/testing/support/asking.ts';
import { fileWith, mistakesOf } from './support/configuration.ts';
import { configured, emulate } from './support/emulate.ts';
import { answering, recording } from '../src/testing/support/exchange.ts';
import { unlike } from '../src/testing/support/subject.ts';
import { providers } from './support/providers.ts';
import { connectTo, createCall, noFilter, origin } from '../src/testing/support/vault.ts';

/** An account of an emulator that is switched to something else than is assumed, with the setting that says so. */
function accountWith(
  definition: ProviderDefinition,
  behaviour: object,
  { switches = {}, customers = 64 }: EmulatorOptions = {},
) {
  const emulator = emulate(definition, { customers, switches });
  const { accounts } = configured(emulator, { behaviour });
  const { fetch, sent } = recording(emulator.fetch);
  const connected = connectTo(definition, { accounts, fetch });
  return { ...connected, emulator, sent, key: connected.customerKeys()[0] ?? '' };
}

/** Reads an unknown customer with this answer: null, or the code of the failure. */
async function missingAt(definition: ProviderDefinition, behaviour: object, answer: object, status: number) {
  const { vault, key, customerKeys } = accountWith(definition, behaviour);
  const unknown = unlike(key, customerKeys());
  const emulator = emulate(definition, { customers: 1 });
  const { accounts } = configured(emulator, { behaviour });
  const { vault: other } = connectTo(definition, { accounts, fetch: answering(answer, { status }) });
  expect(await vault.getCustomer(unknown, createCall())).toBeNull();
  return other.getCustomer(unknown, createCall()).catch((error: { code?: string }) => error.code);
}

describe.each(providers)('the setting behaviour of $code', ({ code, ...definition }) => {
  const [account] = emulate({ code }, { customers: 0 }).accounts(origin);
  const mistakes = (behaviour: object) =>
    mistakesOf(
      fileWith([
        { key: 'a', provider: code, environment: 'SANDBOX', settings: { ...account?.settings, behaviour } },
      ]),
    ).map(({ path }) => path);

  it('may be left out, and has a default for everything', () => {
    expect(definition.settings.parse(account?.settings)).toEqual(
      definition.settings.parse({ ...account?.settings, behaviour: {} }),
    );
  });

  it('refuses what it does not know', () => {
    const under = 'tenants[0].accounts[0].settings.behaviour';
    expect(mistakes({ tomorrow: true })).toEqual([`${under}.tomorrow`]);
    expect(mistakes({ missingStatus: 410, missingWriteStatus: 410 })).toContain(
      `${under}.${code === 'BANKING_SERVICE' ? 'missingWriteStatus' : 'missingStatus'}`,
    );
  });
});

describe('Monri, as an account may behave', () => {
  it('empties a field with an empty text', async () => {
    const { vault, key } = accountWith(
      monri,
      { clearWith: 'empty text' },
      { switches: { clearedBy: 'empty text' } },
    );
    await vault.updateCustomer?.(key, { phone: '1', billingAddress: { city: 'Zagreb' } }, createCall());
    await vault.updateCustomer?.(key, { phone: null, billingAddress: null }, createCall());
    expect(await vault.getCustomer(key, createCall())).toMatchObject({ phone: null, billingAddress: null });
  });

  it.each([
    [{ signedPath: 'without query' }, { digestOver: 'path' }],
    [{ timestampUnit: 'milliseconds' }, { timestampUnit: 'milliseconds' }],
    [{ maximumLimit: 7 }, { maximumLimit: 7, largeLimitRefused: true }],
  ])('lists with %j', async (behaviour, switches) => {
    const { vault } = accountWith(monri, behaviour, { switches });
    const page = await vault.listCustomers?.({ from: null, limit: 20 }, noFilter, createCall());
    expect(page?.items.length).toBeGreaterThanOrEqual(7);
  });

  it('reports a missing customer with another status', async () => {
    const answer = { status: 'invalid-request' };
    expect(await missingAt(monri, {}, answer, 400)).toBe('PROVIDER_REJECTED');
    expect(await missingAt(monri, { missingStatus: 400 }, answer, 400)).toBeNull();
    expect(await missingAt(monri, {}, answer, 404)).toBeNull();
  });
});

describe('Verifone, as an account may behave', () => {
  it('is sent null for what is to be gone, if updates merge', async () => {
    const { vault, key } = accountWith(verifone, { update: 'merge' }, { switches: { updateMerges: true } });
    const before = await vault.getCustomer(key, createCall());
    await vault.updateCustomer?.(key, { email: null, billingAddress: null, title: 'Dr.' }, createCall());
    expect(await vault.getCustomer(key, createCall())).toEqual({
      ...before,
      email: null,
      billingAddress: null,
      updatedAt: expect.any(Date),
      details: { ...before?.details, title: 'Dr.' },
    });
  });

  it('is searched for few customers at a time', async () => {
    const { vault, sent, customerKeys } = accountWith(
      verifone,
      { keysPerSearch: 10 },
      { switches: { maximumUrlBytes: 900 } },
    );
    const keys = customerKeys().slice(0, 35);
    expect(await vault.getCustomers?.(keys, createCall())).toHaveLength(35);
    expect(sent).toHaveLength(4);
  });

  it('reports a missing customer with another status', async () => {
    expect(await missingAt(verifone, {}, { code: 333 }, 400)).toBe('PROVIDER_REJECTED');
    expect(await missingAt(verifone, { missingStatus: 400 }, { code: 333 }, 400)).toBeNull();
    expect(await missingAt(verifone, { missingStatus: 400 }, { code: 107 }, 400)).toBe('PROVIDER_REJECTED');
  });
});

describe('bankingservice.ai, as an account may behave', () => {
  it('is sent null for what is to be gone, if updates merge', async () => {
    const { vault, key } = accountWith(
      bankingservice,
      { update: 'merge' },
      { switches: { putMerges: true }, customers: 1 },
    );
    await vault.updateCustomer?.(key, { email: 'a@example.com', phone: '1', company: 'B' }, createCall());
    await vault.updateCustomer?.(key, { phone: null, company: null }, createCall());
    expect(await vault.getCustomer(key, createCall())).toMatchObject({
      email: 'a@example.com',
      phone: null,
      company: null,
    });
  });

  it('is paged by other names, and in smaller pages', async () => {
    const { vault, sent } = accountWith(
      bankingservice,
      { pageParameter: 'p', sizeParameter: 'per_page', maximumSize: 10 },
      { switches: { pageParameter: 'p', sizeParameter: 'per_page', maximumPageSize: 10 } },
    );
    const page = await vault.listCustomers?.({ from: '20', limit: 20 }, noFilter, createCall());
    expect(page?.items).toHaveLength(10);
    expect(sent.at(-1)?.url).toMatch(/\?p=2&per_page=10$/);
  });

  it('may answer a deletion with something that is no record, and a write to an unknown customer with a 404', async () => {
    const { vault, key, sent } = accountWith(
      bankingservice,
      { deletionAnswer: 'other', missingWriteStatus: 404 },
      { switches: { deletionAnswer: 'other', unknownCustomerStatus: 404 } },
    );
    expect(await vault.deleteCustomer?.(key, createCall())).toBe(true);
    const before = sent.length;
    expect(await vault.deleteCustomer?.(key, createCall())).toBe(false);
    expect(sent).toHaveLength(before + 1);
  });

  it('may want other claims of an assertion', async () => {
    const emulator = emulate(bankingservice, { customers: 1, switches: { assertionAudience: 'API' } });
    const asked = (assertion: object) => {
      const { vault, customerKeys } = connectTo(bankingservice, configured(emulator, { assertion }));
      return vault.getCustomer(customerKeys()[0] ?? '', createCall());
    };
    expect(await errorOf(asked({}))).toMatchObject({ code: 'PROVIDER_UNAUTHORIZED' });
    expect(await asked({ audience: origin })).not.toBeNull();
    expect(await errorOf(asked({ audience: origin, issuer: 'x' }))).toMatchObject({
      code: 'PROVIDER_UNAUTHORIZED',
    });
  });
});

describe('Bamboo, as an account may behave', () => {
  it('reports a missing customer with another status', async () => {
    const answer = { isSuccess: false };
    expect(await missingAt(bamboo, {}, answer, 200)).toBe('PROVIDER_REJECTED');
    expect(await missingAt(bamboo, { missingStatus: 200 }, answer, 200)).toBeNull();
  });
});
