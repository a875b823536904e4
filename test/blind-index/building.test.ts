import { describe, expect, it } from 'vitest';
import { customersPerAccount } from '../../src/testing/support/subject.ts';
import { rewriting, type Rewrite } from '../../src/testing/support/rewriting.ts';
import { createCall } from '../../src/testing/support/vault.ts';
import { verb } from '../../src/gateway/account.ts';
import { takeNewest } from '../../src/gateway/blind-index/take-newest.ts';
import { createSqliteIndexStore } from '../../src/store/sqlite-index.ts';
import { build, indexed, keysIn, pagesOf, sourceAtEnd } from '../support/indexed.ts';
import { deletes, tables, updates } from '../support/providers.ts';

const subjects = tables.providersThat('CREATE_CUSTOMER', 'LIST_CUSTOMERS');
const match = { EMAIL: 'new@example.com' };

describe.each(subjects)('an index of $code', (definition) => {
  const person = (email: string) => ({
    email,
    ...(definition.rules.customer?.fields.fullName
      ? { fullName: 'Ana Horvat' }
      : { firstName: 'Ana', lastName: 'Horvat' }),
  });
  const clock = () => {
    let ms = 1_000_000;
    return { now: () => ms, pass: (seconds: number) => void (ms += seconds * 1_000) };
  };
  const start = (customers = customersPerAccount) => {
    const time = clock();
    const calls: string[] = [];
    const emulator = definition.emulate({ accounts: 1, customers });
    const fetch: typeof emulator.fetch = (request) => {
      calls.push(request.url);
      return emulator.fetch(request);
    };
    const store = createSqliteIndexStore(':memory:');
    const options = { store, now: time.now, refreshSeconds: 100 };
    return { time, calls, emulator, options, ...indexed(definition, { ...emulator, fetch }, options) };
  };

  it('goes on where an interrupted build ended, in another process, and asks for no page twice', async () => {
    const customers = 500;
    const whole = start(customers);
    await build(whole.parts);
    const { calls, emulator, options, parts } = start(customers);
    await build(parts, 2);
    const { size, progress } = await options.store.state(parts.digests.space);
    expect(size).toBeGreaterThan(100);
    expect(size).toBeLessThan(customers);
    expect(progress).not.toBeNull();
    const before = calls.length;
    let further = 0;
    const again = indexed(
      definition,
      {
        ...emulator,
        fetch: (request) => {
          further += 1;
          return emulator.fetch(request);
        },
      },
      options,
    );
    await build(again.parts);
    expect(before + further).toBeLessThanOrEqual(whole.calls.length + 1);
    const [one, other] = [
      await whole.store.state(whole.parts.digests.space),
      await options.store.state(parts.digests.space),
    ];
    expect(other.size).toBe(one.size);
    expect((await again.account.index?.status())?.completeSince).toEqual(new Date(1_000_000));
  });

  it('says how it is: nothing before it is complete, then how old its knowledge may be', async () => {
    const { account, parts, time } = start();
    expect(await account.index?.status()).toEqual({ size: 0, completeSince: null, lagSeconds: null });
    expect(await account.index?.unusable()).toBe('BUILDING');
    await build(parts);
    time.pass(100);
    const { size, completeSince, lagSeconds } = (await account.index?.status()) ?? {};
    expect([size, completeSince, lagSeconds]).toEqual([customersPerAccount, new Date(1_000_000), 100]);
    expect(await account.index?.unusable()).toBeNull();
    time.pass(1);
    expect(await account.index?.unusable()).toBe('LATE');
  });

  it('is as old as the beginning of the reading, however long that took', async () => {
    const { account, parts, time } = start(500);
    await build(parts, 1);
    time.pass(50);
    await build(parts);
    expect((await account.index?.status())?.lagSeconds).toBe(50);
  });

  const changes = updates(definition) && deletes(definition);

  it.runIf(changes)(
    'keeps what was written while a list was on its way that does not have it yet',
    async () => {
      const emulator = definition.emulate({ accounts: 1, customers: 60 });
      let whileAnswering: (() => Promise<unknown>) | null = null;
      const { account, parts, past } = indexed(definition, {
        ...emulator,
        fetch: async (request) => {
          const answer = await emulator.fetch(request);
          const act = request.method === 'GET' ? whileAnswering : null;
          if (act) whileAnswering = null;
          await act?.();
          return answer;
        },
      });
      await build(parts);
      const [changed = '', deleted = ''] = past.customerKeys();
      whileAnswering = async () => {
        await verb(account, 'UPDATE_CUSTOMER', 'updateCustomer')(
          changed,
          { email: match.EMAIL },
          createCall(),
        );
        await verb(account, 'DELETE_CUSTOMER', 'deleteCustomer')(deleted, createCall());
        const made = verb(account, 'CREATE_CUSTOMER', 'createCustomer');
        await made(person('made@example.com'), createCall());
      };
      await build(parts);
      expect(whileAnswering).toBeNull();
      expect(keysIn(await pagesOf(account, match))).toEqual([changed]);
      expect(keysIn(await pagesOf(account, { EMAIL: 'made@example.com' }))).toHaveLength(1);
    },
  );

  it('is not asked while it is further behind than promised: the list is, and the answer says why', async () => {
    const { account, past, parts, time } = start(600);
    await build(parts);
    await verb(past, 'CREATE_CUSTOMER', 'createCustomer')(person(match.EMAIL), createCall());
    time.pass(101);
    const pages = await pagesOf(account, match);
    expect(keysIn(pages)).toHaveLength(1);
    expect(pages.map(({ sources }) => sources[0]?.method)).not.toContain('INDEX');
    expect(pages[0]?.sources[0]).toMatchObject({
      status: 'PARTIAL',
      problem: { message: expect.stringContaining('index.refreshSeconds') },
    });
    expect(sourceAtEnd(pages)).toMatchObject({ method: 'SCAN', status: 'COMPLETE', problem: null });
  });

  it('is searched otherwise if its store fails, and a write that it cannot note succeeds all the same', async () => {
    const { account, parts, store } = start();
    await build(parts);
    await store.close();
    expect(await account.index?.unusable()).toBe('AWAY');
    await expect(account.index?.status()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const made = await verb(account, 'CREATE_CUSTOMER', 'createCustomer')(person(match.EMAIL), createCall());
    expect(keysIn(await pagesOf(account, match))).toEqual([made.key]);
  });

  it('takes in who was created past this API, without reading the whole list', async () => {
    const { account, calls, past, parts } = start(400);
    await build(parts);
    const create = verb(past, 'CREATE_CUSTOMER', 'createCustomer');
    await verb(account, 'CREATE_CUSTOMER', 'createCustomer')(person('between@example.com'), createCall());
    const { key } = await create(person(match.EMAIL), createCall());
    expect(keysIn(await pagesOf(account, match))).toEqual([]);
    calls.length = 0;
    await takeNewest(parts, 1, createCall());
    expect(calls.length).toBeLessThanOrEqual(2);
    expect(keysIn(await pagesOf(account, match))).toEqual([key]);
  });

  it('reads on until it meets customers that the list had before, not those that were only written', async () => {
    const { account, calls, past, parts, store } = start(400);
    await build(parts);
    const makers = [past, account].map((by) => verb(by, 'CREATE_CUSTOMER', 'createCustomer'));
    for (let count = 0; count < 130; count += 1) {
      await makers[count < 20 ? 0 : 1]?.(person(`new-${count}@example.com`), createCall());
    }
    calls.length = 0;
    await takeNewest(parts, 1, createCall());
    expect(calls.length).toBeLessThan(10);
    expect((await store.state(parts.digests.space)).size).toBe(530);
    expect(keysIn(await pagesOf(account, { EMAIL: 'new-0@example.com' }))).toHaveLength(1);
  });

  it.runIf(changes)(
    'takes in a change past this API with the next reading of the list, and forgets who is no more',
    async () => {
      const { account, past, parts, store } = start();
      await build(parts);
      const [changed = '', deleted = ''] = past.customerKeys();
      await verb(past, 'UPDATE_CUSTOMER', 'updateCustomer')(changed, { email: match.EMAIL }, createCall());
      await verb(past, 'DELETE_CUSTOMER', 'deleteCustomer')(deleted, createCall());
      await build(parts);
      expect(keysIn(await pagesOf(account, match))).toEqual([changed]);
      expect((await store.state(parts.digests.space)).size).toBe(customersPerAccount - 1);
    },
  );

  it('is not complete if the list has a customer who cannot be read', async () => {
    const emulator = definition.emulate({ accounts: 1, customers: 250 });
    const key = emulator.accounts('http://127.0.0.1:9')[0]?.customerKeys()[120] ?? '';
    const spoil: Rewrite = (value) => (String(value) === key ? {} : value);
    const { account, parts } = indexed(definition, {
      ...emulator,
      fetch: rewriting(emulator.fetch, spoil),
    });
    await build(parts);
    const { size = 0, completeSince } = (await account.index?.status()) ?? {};
    expect(size).toBe(249);
    expect(completeSince).toBeNull();
    expect(await account.index?.unusable()).toBe('BUILDING');
  });
});
