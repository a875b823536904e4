import { describe, expect, it } from 'vitest';
import { isSupported } from '../../domain/capability.ts';
import { verb } from '../../gateway/account.ts';
import type { Fetch } from '../../http/fetch.ts';
import { isTokenRequest } from '../support/asking.ts';
import { unlike } from '../support/subject.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

const patch = { email: 'ana@example.com' };

export function preconditionsPromises({ providersThat }: Tables): void {
  const tracking = providersThat('UPDATE_CUSTOMER').filter(
    ({ abilities: { UPDATE_CUSTOMER: ability } }) => isSupported(ability) && ability.tracksChanges === true,
  );

  describe.each(tracking)('a precondition of an update at $code', (definition) => {
    function watchedUpdate() {
      const emulator = definition.emulate({ customers: 2 });
      const sent: string[] = [];
      const fetch: Fetch = (request) => {
        if (!isTokenRequest(request)) sent.push(request.method);
        return emulator.fetch(request);
      };
      const connected = connectTo(definition, emulator, { fetch });
      const keys = connected.customerKeys();
      const [key = ''] = keys;
      return {
        sent,
        key,
        keys,
        vault: connected.vault,
        update: verb(connected, 'UPDATE_CUSTOMER', 'updateCustomer'),
      };
    }

    it('is asked about the record as it is, which is read once, and lets the update through', async () => {
      const { sent, key, vault, update } = watchedUpdate();
      const before = await vault.getCustomer(key, createCall());
      sent.length = 0;
      const asked: unknown[] = [];
      const updated = await update(key, patch, createCall(), (current) => void asked.push(current));
      expect(updated).toMatchObject({ key, ...patch });
      expect(asked).toEqual([before]);
      expect([sent.length, sent[0], sent[1] === 'GET']).toEqual([2, 'GET', false]);
    });

    it('stops the update by what it throws, and nothing is sent', async () => {
      const { sent, key, update } = watchedUpdate();
      const refusal = new Error('It changed.');
      const updating = update(key, patch, createCall(), () => {
        throw refusal;
      });
      await expect(updating).rejects.toBe(refusal);
      expect(sent).toEqual(['GET']);
    });

    it('is not asked about a record that is not there', async () => {
      const { key, keys, update } = watchedUpdate();
      const refuse = (): never => {
        throw new Error('There is nothing to ask about.');
      };
      expect(await update(unlike(key, keys), patch, createCall(), refuse)).toBeNull();
    });
  });
}
