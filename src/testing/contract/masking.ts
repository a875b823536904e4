import { describe, expect, it } from 'vitest';
import type { Vault } from '../../port.ts';
import { rewriting, type Place } from '../support/rewriting.ts';
import { connectTo, createCall, noFilter } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

const number = '4111111111111111';

const forms = [number, `card 4111 1111 1111 1111 exp 12/29`, Number(number)];

const now = new Date('2026-11-20T10:00:00Z');

const page = { from: null, limit: 3 };

/** Everything that is read of the first customers, as it leaves. */
async function readAll(vault: Vault, keys: readonly string[]): Promise<unknown> {
  const call = createCall();
  const [first = ''] = keys;
  const asked = [
    ...keys.map((key) => vault.getCustomer(key, call)),
    vault.getCustomers?.(keys, call),
    vault.listCustomers?.(page, noFilter, call),
    vault.updateCustomer?.(first, { email: 'ana@example.com' }, call),
    ...keys.map((key) => vault.listPaymentMethods?.(key, page, call)),
  ];
  return Promise.all(asked.map(async (one) => one ?? null));
}

/** A field whichever record it is in: `data.*.name`. */
function kindOf(place: Place): string {
  return place.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
}

/** Everything except keys, references, cursors and totals. */
function shown(read: unknown): string {
  return JSON.stringify(read, (name, value: unknown) =>
    ['key', 'customerKey', 'reference', 'cursor', 'next', 'total'].includes(name) ? undefined : value,
  );
}

export function maskingPromises({ accountsThat }: Tables): void {
  describe.each(accountsThat('READ_CUSTOMER'))(
    'a card number that $code, account $account, forgot to mask',
    ({ definition, account }) => {
      function connected(put: { readonly at: string; readonly text: unknown } | null) {
        const emulator = definition.emulate({
          accounts: 2,
          customers: 4,
          now: () => now,
        });
        const seen = new Set<string>();
        const fetch = rewriting(emulator.fetch, (value, place) => {
          const kind = kindOf(place);
          seen.add(kind);
          return put?.at === kind && value !== null ? put.text : value;
        });
        return { ...connectTo(definition, emulator, { account, fetch, now: () => now }), seen };
      }

      it('leaves with its middle hidden at most, whichever field it is in', async () => {
        const plain = connected(null);
        await readAll(plain.vault, plain.customerKeys().slice(0, 3));
        expect(plain.seen.size).toBeGreaterThan(0);
        for (const at of plain.seen) {
          for (const text of forms) {
            const { vault, customerKeys } = connected({ at, text });
            const read = await readAll(vault, customerKeys().slice(0, 3)).catch(String);
            expect([at, shown(read)]).toEqual([at, expect.not.stringMatching(/4111\D?1111\D?1111\D?1111/)]);
          }
        }
      });
    },
  );
}
