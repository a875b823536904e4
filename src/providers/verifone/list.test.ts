import { describe, expect, it } from 'vitest';
import { recording } from '../../testing/support/exchange.ts';
import { connectTo, createCall, noFilter } from '../../testing/support/vault.ts';
import { emulate } from '../../emulators/verifone/emulator.ts';
import { verifone } from './index.ts';

/** An emulator's account and what was sent to it. */
function connectToEmulator(options: Parameters<typeof emulate>[0] = {}) {
  const emulator = emulate(options);
  const { fetch, sent } = recording(emulator.fetch);
  return { ...connectTo(verifone, { ...emulator, fetch }), sent };
}

function searchesOf(sent: readonly { readonly url: string }[]) {
  return sent.map(({ url }) => Object.fromEntries(new URL(url).searchParams));
}

describe('a list', () => {
  it('is asked for by the numbered page that holds the window', async () => {
    const { vault, sent, customerKeys, settings } = connectToEmulator({ customers: 21 });
    const page = await vault.listCustomers?.({ from: null, limit: 20 }, noFilter, createCall());
    const rest = await vault.listCustomers?.({ from: '20', limit: 20 }, noFilter, createCall());
    expect([...(page?.items ?? []), ...(rest?.items ?? [])].map(({ item }) => item?.key)).toEqual(
      customerKeys(),
    );
    expect([page?.hasMore, rest?.hasMore, rest?.items[0]?.cursor]).toEqual([true, false, '20']);
    const query = {
      search: `entity_id=="${String(settings['entityId'])}"`,
      order_criteria: 'created_at',
      order_by: 'DESC',
    };
    expect(searchesOf(sent)).toEqual([
      { ...query, page_number: '1', page_size: '21' },
      { ...query, page_number: '1', page_size: '41' },
    ]);
  });

  it.each([
    { limit: 100, from: null },
    { limit: 99, from: '7' },
    { limit: 50, from: '75' },
  ])('goes on without a gap, $limit at a time from $from', async ({ limit, from }) => {
    const { vault, customerKeys } = connectToEmulator({ customers: 230 });
    const keys: string[] = [];
    for (let more = true; more;) {
      const position = keys.length === 0 ? from : String(Number(from) + keys.length);
      const page = await vault.listCustomers?.({ from: position, limit }, noFilter, createCall());
      keys.push(...(page?.items ?? []).map(({ item }) => item?.key ?? ''));
      more = page?.hasMore !== false;
    }
    expect(keys).toEqual(customerKeys().slice(Number(from)));
  });

  it('is restricted by values that stay values', async () => {
    const { vault, sent, settings } = connectToEmulator();
    const filter = {
      ...noFilter,
      email: 'a"b\\+c@example.com',
      createdFrom: new Date('2024-01-01T00:00:00+01:00'),
      createdBefore: new Date('2025-01-01T00:00:00Z'),
    };
    await vault.listCustomers?.({ from: null, limit: 1 }, filter, createCall());
    expect(sent[0]?.url).toContain('%2Bc%40example.com');
    expect(searchesOf(sent)[0]?.['search']).toBe(
      [
        `entity_id=="${String(settings['entityId'])}"`,
        String.raw`email_address=="a\"b\\+c@example.com"`,
        'created_at=ge="2023-12-31T23:00:00.000Z"',
        'created_at=lt="2025-01-01T00:00:00.000Z"',
      ].join(';'),
    );
  });

  it('finds by e-mail address and by time of creation', async () => {
    const { vault } = connectToEmulator({ customers: 5 });
    const list = async (filter: Partial<typeof noFilter>) => {
      const page = { from: null, limit: 100 };
      const found = await vault.listCustomers?.(page, { ...noFilter, ...filter }, createCall());
      return found?.items.map(({ item }) => item) ?? [];
    };
    const [, second] = await list({});
    const email = second?.email ?? '';
    const createdFrom = second?.createdAt ?? null;
    expect((await list({ email })).map((found) => found?.email)).toContain(email);
    expect(await list({ email: 'unknown@example.com' })).toEqual([]);
    expect(await list({ createdFrom })).toHaveLength(2);
    expect(await list({ createdBefore: createdFrom })).toHaveLength(3);
  });

  it('takes every condition to its place in the record, each value quoted', async () => {
    const { vault, sent, settings } = connectToEmulator();
    const filter = {
      ...noFilter,
      firstName: '1";id=="2',
      lastName: "d'Arc, Jo",
      company: 'A (B) \\',
      phone: '+1 (2)',
      taxIdentifier: '3',
      companyRegistrationNumber: '4=',
      updatedFrom: new Date('2024-01-01T00:00:00Z'),
      updatedBefore: new Date('2025-01-01T00:00:00Z'),
    };
    await vault.listCustomers?.({ from: null, limit: 1 }, filter, createCall());
    expect(searchesOf(sent)[0]?.['search']).toBe(
      [
        `entity_id=="${String(settings['entityId'])}"`,
        String.raw`billing.first_name=="1\";id==\"2"`,
        `billing.last_name=="d'Arc, Jo"`,
        'company_name=="A (B) \\\\"',
        'phone_number=="+1 (2)"',
        'tax.identifier=="3"',
        'company_registration_number=="4="',
        'updated_at=ge="2024-01-01T00:00:00.000Z"',
        'updated_at=lt="2025-01-01T00:00:00.000Z"',
      ].join(';'),
    );
  });
});
