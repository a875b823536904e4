import { describe, expect, it } from 'vitest';
import { isSupported, operations } from '../../domain/capability.ts';
import { verb } from '../../gateway/account.ts';
import { seeded, unlike } from '../support/subject.ts';
import { createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

export function deletingPromises({ accountsThat, providers }: Tables): void {
  describe.each(accountsThat('DELETE_CUSTOMER'))(
    'deleting a customer at $code, account $account',
    ({ definition, account }) => {
      const connected = () => {
        const { customerKeys, ...rest } = seeded(definition, account);
        return { ...rest, customerKeys, remove: verb(rest, 'DELETE_CUSTOMER', 'deleteCustomer') };
      };

      it('resolves to true or to the deleted record, and to false once there is nothing to delete', async () => {
        const { vault, customerKeys, remove } = connected();
        const [key = ''] = customerKeys();
        const before = await vault.getCustomer(key, createCall());
        expect([true, { ...before, deleted: true }]).toContainEqual(await remove(key, createCall()));
        expect(await remove(key, createCall())).toBe(false);
      });

      it('resolves to false if no customer has the key, or one of the other account has', async () => {
        const { customerKeys, remove } = connected();
        const other = connected().customerKeys().length;
        const foreign = seeded(definition, 1 - account).customerKeys()[3] ?? '';
        expect(await remove(unlike(customerKeys()[0] ?? '', customerKeys()), createCall())).toBe(false);
        expect(await remove('unknown', createCall())).toBe(false);
        expect(await remove(foreign, createCall())).toBe(false);
        expect(customerKeys()).toHaveLength(other);
      });

      it('takes that one out of the list and no other', async () => {
        const { customerKeys, remove } = connected();
        const before = customerKeys();
        await remove(before[5] ?? '', createCall());
        expect(customerKeys()).toEqual(before.toSpliced(5, 1));
      });

      it('leaves behind what the abilities say', async () => {
        const { vault, customerKeys, remove } = connected();
        const [, key = ''] = customerKeys();
        await remove(key, createCall());
        const left = await vault.getCustomer(key, createCall());
        const { DELETE_CUSTOMER: ability } = definition.abilities;
        const retention = isSupported(ability) ? ability.deletion?.retention : undefined;
        const marked = left && { key: left.key, deleted: left.deleted };
        expect(marked).toEqual(retention === 'RETAINED' ? { key, deleted: true } : null);
      });
    },
  );

  describe.each(providers)('the abilities of $code', ({ abilities }) => {
    it('say what happens to a deleted record exactly if records can be deleted', () => {
      const saying = operations.filter((operation) => 'deletion' in abilities[operation]);
      const deleting = isSupported(abilities.DELETE_CUSTOMER) ? ['DELETE_CUSTOMER'] : [];
      expect(saying).toEqual(deleting);
    });
  });
}
