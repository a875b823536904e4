import { describe, expect, it } from 'vitest';
import { withFaults, type Fault } from '../../emulators/kit/faults.ts';
import { diverting, failureOf, isTokenRequest, verbsOf, writes } from '../support/asking.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

const json = { 'content-type': 'application/json' };

function accepted(body: string | null, status = 200, headers: Record<string, string> = json) {
  return { kind: 'answer', status, headers, ...(body === null ? {} : { body }) } as const;
}

const successes: readonly (readonly [what: string, fault: Fault])[] = [
  ['204', accepted(null, 204, {})],
  ['202 with nothing', accepted(null, 202, {})],
  ['200 with nothing', accepted('')],
  ...['{}', 'null', '[]', '"deleted"', 'true', '{"deleted":true}', '{"isSuccess":true}'].map(
    (body) => [`200 with ${body}`, accepted(body)] as const,
  ),
];

const { deleteCustomer, deletePaymentMethod } = writes;

const unreadable: readonly (readonly [what: string, fault: ReturnType<typeof accepted>])[] = [
  ['204', accepted(null, 204, {})],
  ['200 with nothing', accepted('')],
  ['200 with null', accepted('null')],
  ['200 with {}', accepted('{}')],
];

const patch = {
  email: 'ana.horvat@example.com',
  phone: null,
  billingAddress: { lines: ['Ilica 1'], city: 'Zagreb', postalCode: '10000', countryCode: 'HR' },
};

export function unreadableWritesPromises({ accountsThat }: Tables): void {
  /** A vault whose writes are answered with a fault, and whose reads are answered well. */
  function connectedTo({ definition, account }: ReturnType<typeof accountsThat>[number], fault: Fault) {
    const emulator = definition.emulate({ accounts: 2, customers: 3 });
    const fetch = diverting(
      emulator.fetch,
      withFaults(emulator.fetch, () => fault),
      (request) => request.method !== 'GET' && !isTokenRequest(request),
    );
    const { vault, customerKeys } = connectTo(definition, emulator, { account, fetch });
    return { vault, key: customerKeys()[0] ?? '' };
  }

  describe.each(accountsThat('DELETE_CUSTOMER'))('a deletion at $code, account $account', (each) => {
    const deletions = verbsOf(each.definition, { deleteCustomer, deletePaymentMethod });

    describe.each(deletions)('by $verb', ({ ask }) => {
      it.each(successes)('is done after %s', async (_what, fault) => {
        const { vault, key } = connectedTo(each, fault);
        expect(await ask(vault, key, createCall())).toBe(true);
      });
    });

    it.each(['{"deleted":false}', '{"isSuccess":false}', '{"success":false}', '{"deleted":"false"}'])(
      'is refused after 200 with %s',
      async (body) => {
        const { vault, key } = connectedTo(each, accepted(body));
        expect(await failureOf(vault.deleteCustomer?.(key, createCall()))).toMatchObject({
          code: 'PROVIDER_REJECTED',
        });
      },
    );
  });

  describe.each(accountsThat('UPDATE_CUSTOMER'))('an update at $code, account $account', (each) => {
    it.each(unreadable)('that took effect is the record as it is read after %s', async (_what, fault) => {
      const { vault, key } = connectedTo(each, { ...fault, after: true });
      const updated = await vault.updateCustomer?.(key, patch, createCall());
      expect(updated).toMatchObject({ key, email: patch.email, phone: null });
      expect(updated).toEqual(await vault.getCustomer(key, createCall()));
    });

    it.each(['<html>', '{"id":'])('has an unknown outcome after %j, whatever a read shows', async (body) => {
      const { vault, key } = connectedTo(each, { ...accepted(body), after: true });
      expect(await failureOf(vault.updateCustomer?.(key, patch, createCall()))).toMatchObject({
        code: 'OUTCOME_UNKNOWN',
      });
    });

    it.each(unreadable)('that shows in no record has an unknown outcome after %s', async (_what, fault) => {
      const { vault, key } = connectedTo(each, fault);
      expect(await failureOf(vault.updateCustomer?.(key, patch, createCall()))).toMatchObject({
        code: 'OUTCOME_UNKNOWN',
      });
    });
  });
}
