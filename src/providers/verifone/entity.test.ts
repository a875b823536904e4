import { describe, expect, it } from 'vitest';
import { answering, recording } from '../../testing/support/exchange.ts';
import { connectTo, createCall, noFilter } from '../../testing/support/vault.ts';
import type { Fetch } from '../../http/fetch.ts';
import { emulate } from '../../emulators/verifone/emulator.ts';
import kept from '../../emulators/verifone/fixtures/customer-response.json' with { type: 'json' };
import { verifone } from './index.ts';

const stranger = '00000000-0000-4000-8000-000000000000';
const { entity_id: entityId, id: uuid } = kept;

/** An account of an entity, behind any `fetch`; and what it sent. */
function connectAs(fetch: Fetch, entity = entityId) {
  const recorded = recording(fetch);
  const settings = { ...emulate().accounts('http://127.0.0.1:9')[0]?.settings, entityId: entity };
  const accounts = () => [{ settings, customerKeys: () => [] }];
  const { vault } = connectTo(verifone, { accounts, fetch: recorded.fetch });
  return { vault, sent: recorded.sent };
}

/** Gives one record to every read by key, and one list to every search. */
function serving(record: object, list: readonly object[]): { readonly fetch: Fetch } {
  return {
    fetch: async ({ url }) => Response.json(new URL(url).searchParams.has('search') ? list : record),
  };
}

function searchesOf(sent: readonly { readonly url: string }[]) {
  return sent.map(({ url }) => Object.fromEntries(new URL(url).searchParams));
}

describe('a customer', () => {
  it('of another organisation is not there, although the credentials see it', async () => {
    const { fetch } = serving({ ...kept, entity_id: stranger }, [kept]);
    const { vault, sent } = connectAs(fetch);
    expect(await vault.getCustomer(uuid, createCall())).toBeNull();
    expect(await vault.updateCustomer?.(uuid, { company: 'Mine' }, createCall())).toBeNull();
    expect(await vault.deleteCustomer?.(uuid, createCall())).toBe(false);
    // One search showed that the organisation exists.
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'GET']);
  });

  it('of another organisation is an error until a customer of ours was seen: entityId may be wrong', async () => {
    const { fetch } = serving({ ...kept, entity_id: stranger }, []);
    const { vault, sent } = connectAs(fetch);
    const failed = { code: 'PROVIDER_BAD_RESPONSE', message: expect.stringContaining('check entityId') };
    await expect(vault.getCustomer(uuid, createCall())).rejects.toMatchObject(failed);
    await expect(vault.getCustomers?.([uuid], createCall())).rejects.toMatchObject(failed);
    await expect(vault.updateCustomer?.(uuid, { company: 'x' }, createCall())).rejects.toMatchObject(failed);
    await expect(vault.deleteCustomer?.(uuid, createCall())).rejects.toMatchObject(failed);
    expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('of another organisation in a search is an error', async () => {
    const { vault } = connectAs(answering([kept, { ...kept, entity_id: stranger }]));
    const failed = { code: 'PROVIDER_BAD_RESPONSE' };
    await expect(
      vault.listCustomers?.({ from: null, limit: 2 }, noFilter, createCall()),
    ).rejects.toMatchObject(failed);
    await expect(vault.getCustomers?.([uuid], createCall())).rejects.toMatchObject(failed);
  });

  it('that was not asked for in a search by key is an error', async () => {
    const { vault } = connectAs(answering([kept]));
    const reading = vault.getCustomers?.([stranger], createCall());
    await expect(reading).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
  });

  it('is asked for in both spellings if its key or the entity is in capitals', async () => {
    const { vault, sent } = connectAs(answering([kept]), entityId.toUpperCase());
    expect(await vault.getCustomers?.([uuid.toUpperCase()], createCall())).toMatchObject([{ key: uuid }]);
    const [entities, keys] = [entityId, uuid].map((text) => `("${text.toUpperCase()}","${text}")`);
    expect(searchesOf(sent)).toEqual([
      { search: `entity_id=in=${entities};id=in=${keys}`, page_number: '1', page_size: '2' },
    ]);
  });
});

it('takes an entity in capitals for the same organisation in every verb', async () => {
  const emulator = emulate({ customers: 2 });
  const { settings } = connectTo(verifone, emulator);
  const entity = String(settings['entityId']).toUpperCase();
  const accounts = () => [{ settings: { ...settings, entityId: entity }, customerKeys: () => [] }];
  const { vault } = connectTo(verifone, { accounts, fetch: emulator.fetch });
  const listed = await vault.listCustomers?.({ from: null, limit: 5 }, noFilter, createCall());
  const keys = listed?.items.map(({ item }) => item?.key ?? '') ?? [];
  expect(keys).toHaveLength(2);
  expect(await vault.getCustomers?.(keys, createCall())).toHaveLength(2);
  const [key = ''] = keys;
  expect(await vault.updateCustomer?.(key, { company: 'Ours' }, createCall())).toMatchObject({ key });
  expect(await vault.createCustomer?.({ company: 'New' }, createCall())).toMatchObject({ company: 'New' });
  expect(await vault.deleteCustomer?.(key, createCall())).toBe(true);
});
