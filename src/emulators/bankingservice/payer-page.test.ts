import { describe, expect, it } from 'vitest';
import { connect, origin, textOf } from './client.testing.ts';

/** Makes a method for a card; gives its id and the address of its page. */
async function opened(hostsPayerPage = true) {
  const client = connect({ customers: 1, switches: { hostsPayerPage } });
  const { body } = await client.ask('POST /customers/text/payment-methods', { method: 'creditcard' });
  const id = textOf(body['id']);
  const { url } = Object(body['redirect']) as { readonly url: string };
  const press = async (choice: string, at = url): Promise<unknown> =>
    (await client.emulator.fetch(new Request(at, { method: 'POST', body: choice }))).json();
  const state = async () => (await client.ask(`GET /customers/text/payment-methods/${id}`)).body['state'];
  return { ...client, id, url, press, state };
}

describe("the payer's page", () => {
  it("is the emulator's own, and needs no token", async () => {
    const { emulator, id, url } = await opened();
    expect(url).toBe(`${origin}/payment/${id}`);
    const response = await emulator.fetch(new Request(url));
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    const html = await response.text();
    expect(html).toContain('This is an emulator’s page.');
    expect(html.match(/https?:|\son\w+=/g)).toBeNull();
  });

  it.each([
    ['authorise', 'succeeded'],
    ['refuse', 'failed'],
  ])('takes the answer %s once', async (choice, expected) => {
    const { press, state } = await opened();
    expect(await state()).toBe('created');
    expect(await press(choice)).toEqual({ isDone: true });
    expect(await state()).toBe(expected);
    expect(await press('authorise')).toEqual({ isDone: false });
    expect(await state()).toBe(expected);
  });

  it('changes nothing for a method that is unknown', async () => {
    const { press } = await opened();
    expect(await press('authorise', `${origin}/payment/pm_0`)).toEqual({ isDone: false });
  });

  it("is the vendor's if nothing else is switched", async () => {
    const { emulator, id, url } = await opened(false);
    expect(url).toBe(`https://dashboard.bankingservice.ai/payment/${id}`);
    expect((await emulator.fetch(new Request(`${origin}/payment/${id}`))).status).toBe(401);
  });
});

describe('the states of a payment method', () => {
  const all = ['created', 'succeeded', 'failed', 'expired'] as const;

  it.each([
    [[], ['succeeded', 'failed']],
    [['succeeded'], ['failed', 'expired']],
    [['failed'], []],
    [['succeeded', 'expired'], []],
  ] as const)('after %j are followed by %j alone', async (before, following) => {
    const found: string[] = [];
    for (const next of all) {
      const { emulator, id } = await opened();
      for (const state of before) emulator.moveMethod(id, state);
      if (emulator.moveMethod(id, next)) found.push(next);
    }
    expect(found).toEqual(following);
  });

  it('bring the account with a mandate that is authorised', async () => {
    const { emulator, ask } = await opened();
    const made = await ask('POST /customers/text/payment-methods', { method: 'openbanking' });
    const id = textOf(made.body['id']);
    expect(made.body).not.toHaveProperty('sepa');
    emulator.moveMethod(id, 'succeeded');
    expect((await ask(`GET /customers/text/payment-methods/${id}`)).body).toHaveProperty('sepa');
  });
});

describe('a payment method that is made', () => {
  it('has no page for a card if cardPages is off', async () => {
    const { ask } = connect({ customers: 1, switches: { cardPages: false } });
    const { body } = await ask('POST /customers/text/payment-methods', { method: 'creditcard' });
    expect(body).not.toHaveProperty('redirect');
  });

  it("needs the payer's browser if browserDemanded is on", async () => {
    const { ask } = connect({ customers: 1, switches: { browserDemanded: true } });
    const path = 'POST /customers/text/payment-methods';
    expect(await ask(path, { method: 'creditcard' })).toMatchObject({
      status: 400,
      body: { fields: { user: 'is required' } },
    });
    expect((await ask(path, { method: 'creditcard', user: { language: 'nl' } })).status).toBe(200);
  });
});
