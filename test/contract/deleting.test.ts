import { describe, expect, it } from 'vitest';
import { isSupported, operations } from '../../src/domain/capability.ts';
import { verb } from '../../src/gateway/account.ts';
import { accountsThat, providers, seeded, unlike } from '../support/providers.ts';
import { createCall } from '../support/vault.ts';

describe.each(accountsThat('DELETE_CUSTOMER'))(
  'deleting a customer at $code, account $account',
  ({ definition, account }) => {
    const connected = () => {
      const { customerKeys, ...rest } = seeded(definition, account);
      return { ...rest, customerKeys, remove: verb(rest, 'DELETE_CUSTOMER', 'deleteCustomer') };
    };

    it('resolves to true, and to false once there is nothing to delete', async () => {
      const { customerKeys, remove } = connected();
      const [key = ''] = customerKeys();
      expect(await remove(key, createCall())).toBe(true);
      expect(await remove(key, createCall())).toBe(false);
    });

    it('resolves to false where nobody has the key, or the other account has', async () => {
      const { customerKeys, remove } = connected();
      const other = connected().customerKeys().length;
      const foreign = seeded(definition, 1 - account).customerKeys()[3] ?? '';
      expect(await remove(unlike(customerKeys()[0] ?? ''), createCall())).toBe(false);
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
  it('say what becomes of a deleted record exactly where records can be deleted', () => {
    const saying = operations.filter((operation) => 'deletion' in abilities[operation]);
    const deleting = isSupported(abilities.DELETE_CUSTOMER) ? ['DELETE_CUSTOMER'] : [];
    expect(saying).toEqual(deleting);
  });
});
