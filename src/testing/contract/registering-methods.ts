import { describe, expect, it } from 'vitest';
import { registrationTermsOf } from '../../domain/capability.ts';
import type { MethodRegistration, RegistrationMethodKind } from '../../domain/method-registration.ts';
import { verb } from '../../gateway/account.ts';
import { cardRegistration } from '../support/asking.ts';
import { connectTo, createCall } from '../support/vault.ts';
import { unlike, type Subject, type Tables } from '../support/subject.ts';

const now = new Date('2026-11-20T10:00:00Z');

function connected(definition: Subject) {
  const account = connectTo(definition, definition.emulate({ customers: 2, now: () => now }), {
    now: () => now,
  });
  const [key = '', other = ''] = account.customerKeys();
  const register = verb(account, 'CREATE_REGISTRATION_LINK', 'registerPaymentMethod');
  return { ...account, key, other, register };
}

const recurring = {
  amount: 1995,
  currency: 'EUR',
  frequency: 'MONTHLY',
  dayOfExecution: 28,
  monthOfExecution: null,
  startAt: new Date('2026-12-01T00:00:00Z'),
  endAt: new Date('2027-12-01T00:00:00Z'),
} as const;

function registrationOf(kind: RegistrationMethodKind): MethodRegistration {
  const method = { kind, recurring: kind === 'OPEN_BANKING' ? recurring : null };
  return { ...cardRegistration, method, description: 'Coffee, every month' };
}

export function registeringMethodsPromises({ providersRegistering }: Tables): void {
  const rows = providersRegistering('CUSTOMER').flatMap((definition) =>
    (registrationTermsOf(definition.abilities)?.kinds ?? []).map((kind) => ({ definition, kind })),
  );

  describe.each(rows)('registering $kind at $definition.code', ({ definition, kind }) => {
    const registration = registrationOf(kind);

    it('is a page, and a payment method of the customer that waits for the payer', async () => {
      const { vault, key, register } = connected(definition);
      const { url, paymentMethodKey, ...link } = (await register(key, registration, createCall())) ?? {};
      expect(new URL(url ?? '').protocol).toBe('https:');
      expect(link).toMatchObject({ customerKey: key, validForMinutes: 15, createdAt: now });
      const methods = await vault.listPaymentMethods?.(key, { from: null, limit: 50 }, createCall());
      const made = methods?.items.map(({ item }) => item).find((item) => item?.key === paymentMethodKey);
      expect(made).toMatchObject({ status: 'PENDING', description: 'Coffee, every month', token: null });
      const expected = { ...recurring, frequency: expect.stringMatching(/^monthly$/i) };
      expect(made?.instrument).toMatchObject(
        kind === 'CARD' ? { kind: 'card' } : { kind: 'open-banking', recurring: expected },
      );
    });

    it('answers null if there is no such customer', async () => {
      const { key, customerKeys, register } = connected(definition);
      expect(await register(unlike(key, customerKeys()), registration, createCall())).toBeNull();
    });

    it('makes one payment method for each request without a reference', async () => {
      const { key, register } = connected(definition);
      const plain = { ...registration, reference: null };
      const made = await Promise.all([plain, plain].map((each) => register(key, each, createCall())));
      expect(new Set(made.map((link) => link?.paymentMethodKey)).size).toBe(2);
    });

    it.runIf(registrationTermsOf(definition.abilities)?.isRepeatable)(
      'gives the first link again under one reference, and takes nothing else for a repetition',
      async () => {
        const { key, other, register } = connected(definition);
        const first = await register(key, registration, createCall());
        expect(await register(key, registration, createCall())).toEqual(first);
        const elsewhere = await register(other, registration, createCall());
        expect(elsewhere?.paymentMethodKey).not.toBe(first?.paymentMethodKey);
        const changed = registrationOf(kind === 'CARD' ? 'OPEN_BANKING' : 'CARD');
        await expect(register(key, changed, createCall())).rejects.toMatchObject({
          code: 'IDEMPOTENCY_CONFLICT',
        });
      },
    );
  });
}
