import { describe, expect, it } from 'vitest';
import { accountWith } from '../../test/support/account.ts';
import { errorOf } from '../testing/support/asking.ts';
import { origin } from '../../test/support/outgoing.ts';
import type { CustomerPatch } from '../domain/customer-input.ts';
import { InvalidInputError, ProviderError, type InputIssue } from '../domain/errors.ts';
import type { CustomerRules, RegistrationRules } from '../domain/input-rules.ts';
import { bamboo } from '../providers/bamboo/index.ts';
import { monri } from '../providers/monri/index.ts';
import { verifone } from '../providers/verifone/index.ts';
import type { Account } from './account.ts';
import { checkNewCustomer, checkPatch, checkRegistration, issuesUnder } from './input-check.ts';

const rules = {
  customer: monri.rules.customer as CustomerRules,
  registration: bamboo.rules.registration as RegistrationRules,
};
const account: Account = { ...accountWith('monri-hr', {}), rules };
const atVerifone: Account = { ...account, rules: verifone.rules };

const known: InputIssue = {
  path: ['customer', 'metadata', '1', 'key'],
  code: 'CONFLICTING',
  message: 'Twice.',
};

/** Where and what is wrong; nothing if nothing is. */
function issuesOf(check: () => void): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
  }
}

const newCustomer = (fields: CustomerPatch, of = account, before: readonly InputIssue[] = []) =>
  issuesOf(() => checkNewCustomer(of, fields, before));
const patched = (patch: CustomerPatch, of = account) => issuesOf(() => checkPatch(of, patch, []));

describe('a new customer', () => {
  it('is taken if nothing is wrong', () => {
    expect(newCustomer({ fullName: 'Ana Horvat', metadata: { set: { plan: 'gold' }, unset: [] } })).toEqual(
      [],
    );
  });

  it('is refused for everything at once, what was known before first', () => {
    const fields = { fullName: 'x'.repeat(51), lastName: 'Horvat', title: 'Dr.', email: '' };
    expect(newCustomer(fields, account, [known])).toEqual([
      'customer.metadata.1.key CONFLICTING',
      'customer.fullName TOO_LONG',
      'customer.lastName UNSUPPORTED_BY_PROVIDER',
      'customer.title UNSUPPORTED_BY_PROVIDER',
      'customer.email TOO_SHORT',
      'customer.fullName CONFLICTING',
    ]);
  });

  it('is refused in the name of its account', async () => {
    const check = async () => checkNewCustomer(account, { title: 'Dr.' }, []);
    expect(await errorOf(check())).toMatchObject({ origin: { account: 'monri-hr', provider: 'MONRI' } });
  });

  it('is refused for what is known to be wrong alone', () => {
    expect(newCustomer({}, account, [known])).toEqual(['customer.metadata.1.key CONFLICTING']);
  });

  it.each([
    [{}, ['customer.company REQUIRED']],
    [{ firstName: 'Ana' }, ['customer.company REQUIRED']],
    [{ lastName: 'Horvat', company: null }, ['customer.company REQUIRED']],
    [{ company: 'Rambla' }, []],
    [{ firstName: 'Ana', lastName: 'Horvat' }, []],
  ])('needs what the provider insists on, in one of its alternatives: %j', (fields, issues) => {
    expect(newCustomer(fields, atVerifone)).toEqual(issues);
  });
});

describe('the name of a customer', () => {
  it.each([
    [{ fullName: 'Ana Horvat', firstName: 'Ana' }, true],
    [{ fullName: 'Ana Horvat', lastName: 'Horvat' }, true],
    [{ fullName: '', firstName: '' }, true],
    [{ fullName: 'Ana Horvat', firstName: null, lastName: null }, false],
    [{ fullName: null, firstName: 'Ana', lastName: 'Horvat' }, false],
    [{ fullName: 'Ana Horvat' }, false],
  ])('contradicts itself as one text and in parts: %j %s', (names, conflicting) => {
    const complaint = (under: string) => (conflicting ? [`${under}.fullName CONFLICTING`] : []);
    const conflictsOf = (issues: readonly string[]) =>
      issues.filter((issue) => issue.endsWith('CONFLICTING'));
    expect(conflictsOf(newCustomer(names))).toEqual(complaint('customer'));
    expect(conflictsOf(patched(names))).toEqual(complaint('patch'));
  });
});

describe('a patch', () => {
  it('needs nothing: what the provider insists on may be in the record', () => {
    expect(patched({}, atVerifone)).toEqual([]);
    expect(patched({ firstName: 'Ana' }, atVerifone)).toEqual([]);
  });

  it.each([
    [{ set: { plan: 'gold' }, unset: ['plan'] }, ['patch.metadata CONFLICTING']],
    [{ set: { plan: 'gold' }, unset: ['floor', 'plan'] }, ['patch.metadata CONFLICTING']],
    [{ set: { plan: 'gold' }, unset: ['floor', 'floor', 'toString'] }, []],
    [null, []],
  ])('may not both set and unset a key: %j', (metadata, issues) => {
    expect(patched({ metadata })).toEqual(issues);
  });

  it('may clear what the provider does not support, and set nothing there', () => {
    expect(patched({ title: null, shippingAddress: null })).toEqual([]);
    expect(patched({ shippingAddress: { city: 'Split' } })).toEqual([
      'patch.shippingAddress.city UNSUPPORTED_BY_PROVIDER',
    ]);
  });
});

describe('a person who will register', () => {
  const person = { merchantReference: 'guest-7' };

  it('is checked by separate rules', () => {
    const check = () =>
      checkRegistration(account, { ...person, merchantReference: '..', documentTypeId: 0 }, [known]);
    expect(issuesOf(check)).toEqual([
      'customer.metadata.1.key CONFLICTING',
      'customer.merchantReference MALFORMED',
      'customer.documentTypeId MALFORMED',
    ]);
    expect(issuesOf(() => checkRegistration(account, person))).toEqual([]);
  });
});

it('asks nothing if a provider has no rules for an input', () => {
  const free: Account = { ...account, rules: { customer: null, registration: null } };
  expect(newCustomer({ title: '' }, free)).toEqual([]);
  expect(patched({ title: '' }, free)).toEqual([]);
  expect(issuesOf(() => checkRegistration(free, { merchantReference: '' }))).toEqual([]);
});

describe('what a vault finds wrong', () => {
  const issue = { path: ['email'], code: 'MALFORMED', message: 'Monri refused email.' } as const;
  const moved = { ...issue, path: ['patch', 'email'] };

  it('gets the place of the input before its paths', async () => {
    const refused = new InvalidInputError([issue], origin);
    expect(await errorOf(issuesUnder('patch', Promise.reject(refused)))).toEqual(
      new InvalidInputError([moved], origin),
    );
  });

  it('gets it if the provider refused, and keeps the provider’s code and request id', async () => {
    const facts = { providerErrorCode: '107', providerRequestId: 'r-1' };
    const refused = new ProviderError('PROVIDER_REJECTED', origin, { ...facts, issues: [issue] });
    expect(await errorOf(issuesUnder('patch', Promise.reject(refused)))).toEqual(
      new ProviderError('PROVIDER_REJECTED', origin, { ...facts, issues: [moved] }),
    );
  });

  it.each([new ProviderError('RATE_LIMITED', origin), new TypeError('A defect.')])(
    'is passed on if it is something else: $message',
    async (error) => {
      expect(await errorOf(issuesUnder('patch', Promise.reject(error)))).toBe(error);
    },
  );

  it('is nothing if the work succeeds', async () => {
    expect(await issuesUnder('patch', Promise.resolve(7))).toBe(7);
  });
});
