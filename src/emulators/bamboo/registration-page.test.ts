import { describe, expect, it } from 'vitest';
import { emulate } from './emulator.ts';
import { clock, origin, send, unknownCustomer } from './sending.testing.ts';

const switches = { visibleOnlyAfterRegistration: true, hostsRegistrationPage: true };

/** Makes a link for a new customer; gives the page's address without its fragment, and the `customerId` in it. */
async function link(bamboo: ReturnType<typeof emulate>) {
  const body = { customer: { identifier: 'new' }, accountLinkType: 'qr' };
  const { body: answer } = await send(bamboo, '/customers/account-link', { method: 'POST', body });
  const [page = '', customerId = ''] = String(answer['redirectUrl']).split('#?customerId=');
  expect(customerId).toBe(answer['customerId']);
  return { page, customerId };
}

/** Presses the page's button. */
async function press(bamboo: ReturnType<typeof emulate>, body: string): Promise<unknown> {
  return (await bamboo.fetch(new Request(`${origin}/checkout`, { method: 'POST', body }))).json();
}

describe('the page of a registration link', () => {
  it("is the emulator's own, and needs no key", async () => {
    const bamboo = emulate({ switches });
    const { page } = await link(bamboo);
    expect(page).toBe(`${origin}/checkout`);
    const response = await bamboo.fetch(new Request(page));
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    const html = await response.text();
    expect(html).toContain('This is an emulator’s page.');
    expect(html.match(/https?:|\son\w+=/g)).toBeNull();
  });

  it('registers the card and shows the customer', async () => {
    const bamboo = emulate({ switches });
    const { customerId } = await link(bamboo);
    expect(await send(bamboo, '/customers/new')).toEqual(unknownCustomer);
    expect(await press(bamboo, customerId)).toEqual({ isRegistered: true });
    expect((await send(bamboo, '/customers/new')).status).toBe(200);
  });

  it('registers no customer through a link that is unknown or has expired', async () => {
    const { now, pass } = clock();
    const bamboo = emulate({ switches, now });
    const { customerId } = await link(bamboo);
    pass(15);
    expect(await press(bamboo, customerId)).toEqual({ isRegistered: false });
    expect(await press(bamboo, 'unknown')).toEqual({ isRegistered: false });
    expect(await press(bamboo, '')).toEqual({ isRegistered: false });
    expect(await send(bamboo, '/customers/new')).toEqual(unknownCustomer);
  });

  it("is Bamboo's if nothing else is switched", async () => {
    const bamboo = emulate();
    expect((await link(bamboo)).page).toBe('https://checkout.stage.bamboopayment.com/');
    expect((await bamboo.fetch(new Request(`${origin}/checkout`))).status).toBe(401);
  });
});
