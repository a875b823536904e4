import { describe, expect, it } from 'vitest';
import { isSupported } from '../../src/domain/capability.ts';
import { hidesMethods, keepsMethods } from '../../src/gateway/erasure/abilities.ts';
import { withFaults, type ChooseFault } from '../../src/emulators/kit/faults.ts';
import { customersPerAccount, unlike } from '../../src/testing/support/subject.ts';
import { connectTo, createCall } from '../../src/testing/support/vault.ts';
import { closedBreaker } from '../support/closed-breaker.ts';
import { erasing, statesOf } from '../support/erasing.ts';
import { accountsThat, type providers } from '../support/providers.ts';

type Definition = (typeof providers)[number];

/** An account of a provider that can be made to fail, and what arrives there. */
function accountAt(definition: Definition, index = 0) {
  const emulator = definition.emulate({ accounts: 2, customers: customersPerAccount });
  const state: { choose: ChooseFault } = { choose: () => null };
  const arrived: string[] = [];
  const fetch = withFaults(emulator.fetch, (request) => {
    arrived.push(request.method);
    return state.choose(request);
  });
  const { customerKeys, ...account } = connectTo(definition, emulator, {
    account: index,
    fetch,
    createBreaker: closedBreaker,
  });
  const methodsOf = async (key: string) => {
    const page = await account.vault.listPaymentMethods?.(key, { from: null, limit: 50 }, createCall());
    return page?.items.flatMap(({ item }) => (item ? [item] : [])) ?? [];
  };
  return {
    account,
    customerKeys,
    methodsOf,
    deletions: () => arrived.filter((method) => method === 'DELETE').length,
    fail: (choose: ChooseFault) => void (state.choose = choose),
    heal: () => void (state.choose = () => null),
  };
}

/** A customer with payment methods, if the provider lists any. */
async function someone({ customerKeys, methodsOf }: ReturnType<typeof accountAt>) {
  const keys = customerKeys();
  for (const key of keys.slice(0, 20)) {
    const methods = await methodsOf(key);
    if (methods.length > 1) return { key, methods };
  }
  return { key: keys[3] ?? '', methods: [] };
}

const down: ChooseFault = () => ({ kind: 'answer', status: 503 });

describe.each(accountsThat('DELETE_CUSTOMER'))(
  'erasing a customer at $code, account $account',
  ({ definition, account: index }) => {
    const ability = definition.abilities.DELETE_CUSTOMER;
    const retention = isSupported(ability) ? ability.deletion?.retention : undefined;
    const over = retention === 'RETAINED' ? 'RETAINED' : 'DONE';

    it('deletes it once, with the payment methods that can be deleted, and says what is retained', async () => {
      const at = accountAt(definition, index);
      const { key, methods } = await someone(at);
      const kept = keepsMethods(at.account);
      const { begin, finish, audited, reported } = erasing([at.account]);
      const erasure = await finish(await begin(at.account, key));
      const ofMethods = methods.map(() => (kept === null ? 'DONE' : 'RETAINED'));
      expect(statesOf(erasure)).toEqual([[...ofMethods, over]]);
      expect(at.customerKeys()).not.toContain(key);
      expect(at.deletions()).toBe(1 + (kept === null ? methods.length : 0));
      expect(audited.map(({ outcome }) => outcome)).toEqual([...ofMethods, over].toSorted());
      expect(reported).toEqual([]);
      const [task] = erasure.tasks;
      expect(task?.steps.filter(({ auditLine }) => auditLine === null)).toEqual([]);
      const retained = task?.steps.filter(({ state }) => state === 'RETAINED') ?? [];
      expect(retained.filter(({ because }) => !because?.endsWith('.'))).toEqual([]);
      // Who can erase what is not erased here.
      const hidden = hidesMethods(at.account);
      expect(hidden === null || [hidden, kept].every((note) => task?.notes.includes(note ?? ''))).toBe(true);
    });

    it('succeeds a second time, and says that it was gone', async () => {
      const at = accountAt(definition, index);
      const key = at.customerKeys()[4] ?? '';
      const { begin, finish } = erasing([at.account]);
      await finish(await begin(at.account, key));
      const deletions = at.deletions();
      const again = await finish(await begin(at.account, key));
      expect(statesOf(again)).toEqual([['ALREADY_GONE']]);
      expect(at.deletions()).toBe(deletions);
    });

    it('sends nothing for a customer that the provider does not have', async () => {
      const at = accountAt(definition, index);
      const keys = at.customerKeys();
      const { begin, finish } = erasing([at.account]);
      expect(statesOf(await finish(await begin(at.account, unlike(keys[0] ?? '', keys))))).toEqual([
        ['ALREADY_GONE'],
      ]);
      expect(at.customerKeys()).toEqual(keys);
      expect(at.deletions()).toBe(0);
    });

    it('waits for a provider that is down for an hour, and loses nothing', async () => {
      const at = accountAt(definition, index);
      const [key = '', other = ''] = at.customerKeys();
      const { begin, finish, read, clock } = erasing([at.account]);
      at.fail(down);
      const erasure = await begin(at.account, key, other);
      const waiting = await finish(erasure, 3_600_000);
      expect(waiting.status).toBe('RUNNING');
      expect(waiting.tasks.map(({ steps }) => steps.at(-1))).toEqual([
        expect.objectContaining({ state: 'PENDING', attempts: 0, code: 'PROVIDER_UNAVAILABLE' }),
        expect.objectContaining({ state: 'PENDING', attempts: 0, code: 'PROVIDER_UNAVAILABLE' }),
      ]);
      expect(at.deletions()).toBe(0);
      const healed = clock.now();
      at.heal();
      await finish(erasure, 600_000);
      expect((await read(erasure)).tasks.map(({ steps }) => steps.at(-1)?.state)).toEqual([over, over]);
      expect(at.customerKeys()).toHaveLength(customersPerAccount - 2);
      expect(clock.now() - healed).toBeLessThanOrEqual(300_000);
    });

    it.each([
      ['before it was carried out', false],
      ['after it was carried out', true],
    ])('settles a deletion whose answer is lost %s', async (_when, wasCarriedOut) => {
      const at = accountAt(definition, index);
      const key = at.customerKeys()[5] ?? '';
      let cuts = 0;
      at.fail(({ method }) =>
        method === 'DELETE' && (cuts += 1) === 1 ? { kind: 'cut', after: wasCarriedOut } : null,
      );
      const { begin, finish } = erasing([at.account]);
      const erasure = await finish(await begin(at.account, key));
      const left = erasure.tasks.flatMap(({ steps }) => steps.map(({ state }) => state));
      expect(new Set(left)).not.toContain('FAILED');
      expect(left.at(-1)).toBe(over);
      expect(at.customerKeys()).not.toContain(key);
    });

    it('is over, and says so, if the provider refuses', async () => {
      const at = accountAt(definition, index);
      const key = at.customerKeys()[6] ?? '';
      at.fail(({ method }) => (method === 'DELETE' ? { kind: 'answer', status: 422 } : null));
      const { begin, finish } = erasing([at.account]);
      const erasure = await finish(await begin(at.account, key));
      expect(erasure.status).toBe('INCOMPLETE');
      expect(erasure.tasks[0]?.steps.at(-1)).toMatchObject({ state: 'FAILED', code: 'PROVIDER_REJECTED' });
      expect(at.customerKeys()).toContain(key);
    });
  },
);
