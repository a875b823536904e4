import { describe, expect, it } from 'vitest';
import { createCall } from '../../testing/support/vault.ts';
import type { MethodRegistration } from '../../domain/method-registration.ts';
import { answeringInTurn, methodsOf } from './vault.testing.ts';

const made = {
  id: 'pm_1',
  state: 'created',
  method: 'openbanking',
  redirect: { url: 'https://dashboard.bankingservice.ai/payment/pm_1' },
  created: '2026-11-20T09:00:00.103Z',
};

const registration: MethodRegistration = {
  method: {
    kind: 'OPEN_BANKING',
    recurring: {
      amount: 1995,
      currency: 'EUR',
      frequency: 'YEARLY',
      dayOfExecution: 1,
      monthOfExecution: 12,
      startAt: new Date('2026-12-01T00:00:00Z'),
      endAt: null,
    },
  },
  description: 'Shown to the payer',
  browser: {
    userAgent: 'Mozilla/5.0',
    accept: 'text/html',
    acceptEncoding: 'gzip',
    acceptLanguage: 'nl-NL',
    acceptCharset: 'UTF-8',
    ipAddress: '192.0.2.44',
    language: null,
  },
  validForMinutes: 30,
  reference: 'reference-1',
};

async function register(answer: object, asked = registration) {
  const { vault, sent } = answeringInTurn([answer]);
  const link = await vault.registerPaymentMethod?.('customer_1', asked, createCall());
  return { link, sent };
}

describe('the registration of a payment method at bankingservice.ai', () => {
  it('says what is given in the words of the reference, and nothing else', async () => {
    const { sent } = await register(made);
    expect(methodsOf(sent)).toEqual(['POST']);
    expect(sent[0]?.url).toMatch(/\/customers\/customer_1\/payment-methods$/);
    expect(JSON.parse(String(sent[0]?.body))).toEqual({
      reference: 'reference-1',
      method: 'openbanking',
      description: 'Shown to the payer',
      openbanking: {
        recurring: {
          amount: 1995,
          currency: 'EUR',
          frequency: 'yearly',
          day_of_execution: 1,
          month_of_execution: 12,
          start_date: '2026-12-01T00:00:00.000Z',
        },
      },
      user: {
        user_agent: 'Mozilla/5.0',
        accept: 'text/html',
        accept_encoding: 'gzip',
        accept_language: 'nl-NL',
        accept_charset: 'UTF-8',
        ip_address: '192.0.2.44',
      },
    });
  });

  it('is a card in one word', async () => {
    const method = { kind: 'CARD', recurring: null } as const;
    const plain = { ...registration, method, description: null, browser: null, reference: null };
    const { sent } = await register({ ...made, method: 'creditcard' }, plain);
    expect(sent[0]?.body).toBe('{"method":"creditcard"}');
  });

  it('is the page of the answer, from when the method was made', async () => {
    const { link } = await register(made);
    expect(link).toEqual({
      customerKey: 'customer_1',
      providerCustomerId: null,
      url: made.redirect.url,
      validForMinutes: 30,
      createdAt: new Date(made.created),
      paymentMethodKey: 'pm_1',
    });
  });

  it.each([
    ['of another kind', { ...made, method: 'creditcard' }],
    ['of another amount', { ...made, openbanking: { recurring: { amount: 1, currency: 'EUR' } } }],
    ['of another currency', { ...made, openbanking: { recurring: { amount: 1995, currency: 'SEK' } } }],
  ])('is no method that the reference named before: one %s', async (_name, answer) => {
    await expect(register(answer)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });
});
