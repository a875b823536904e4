import { describe, expect, it } from 'vitest';
import exampleCustomer from './fixtures/retrieve-customer.json' with { type: 'json' };
import { connect, dataOf, invalid, origin, textOf } from './client.testing.ts';

describe('paging', () => {
  it('pages through every customer once, newest first', async () => {
    const { ask, emulator } = connect({ customers: 45 });
    const pages = await Promise.all([0, 1, 2, 3].map((page) => ask(`GET /customers?page=${page}`)));

    expect(pages.map(({ body }) => ({ ...body, data: dataOf(body).length }))).toEqual([
      { page: 0, pages: 3, size: 20, count: 45, data: 20 },
      { page: 1, pages: 3, size: 20, count: 45, data: 20 },
      { page: 2, pages: 3, size: 20, count: 45, data: 5 },
      { page: 3, pages: 3, size: 20, count: 45, data: 0 },
    ]);
    const all = pages.flatMap(({ body }) => dataOf(body));
    expect(all.map(({ id }) => id)).toEqual(emulator.accounts(origin)[0]?.customerKeys());
    const times = all.map(({ created }) => textOf(created));
    expect(times).toEqual([...new Set(times)].toSorted().toReversed());
    expect(all.at(-1)).toEqual(exampleCustomer);
  });

  it('puts a new customer first', async () => {
    const { ask } = connect({ customers: 5 });
    const { body } = await ask('POST /customers', { company: 'Polder' });

    expect((await ask('GET /customers?size=1')).body).toEqual({
      page: 0,
      pages: 6,
      size: 1,
      count: 6,
      data: [body],
    });
  });

  it('has no pages if there is nothing', async () => {
    const { ask } = connect();

    expect((await ask('GET /customers')).body).toEqual({
      page: 0,
      pages: 0,
      size: 20,
      count: 0,
      data: [],
    });
  });

  it.for(['page=-1', 'page=one', 'page=', 'page=1.5'])('refuses %s', async (query) => {
    const { ask } = connect();

    expect(await ask(`GET /customers?${query}`)).toEqual({
      status: 400,
      body: { ...invalid.body, fields: { page: 'must be a whole number from 0' } },
    });
  });

  it.for(['size=0', 'size=101', 'size=many'])('refuses %s', async (query) => {
    const { ask } = connect();

    expect(await ask(`GET /customers?${query}`)).toEqual({
      status: 400,
      body: { ...invalid.body, fields: { size: 'must be a whole number from 1 to 100' } },
    });
  });

  it('gives 100 at once, or as many as maximumPageSize says', async () => {
    const { ask, emulator } = connect({ customers: 120 });

    expect(dataOf((await ask('GET /customers?size=100')).body)).toHaveLength(100);
    emulator.switches.maximumPageSize = 50;
    expect((await ask('GET /customers?size=51')).status).toBe(400);
  });
});
