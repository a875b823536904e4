import type { Vault } from '../../port.ts';
import type { AccountIndex } from './account-index.ts';

/**
 * A vault whose writes are in the index before their caller has the outcome. A customer whose write failed after it may have
 * been sent is read again later, and so is one whom the index could not take in: a write does not fail because of that.
 */
export function notingWrites(
  vault: Vault,
  { note, forget }: Pick<AccountIndex, 'note' | 'forget'>,
  isUncertain: (key: string) => void,
): Vault {
  const { createCustomer, updateCustomer, deleteCustomer } = vault;
  const orUncertain = (key: string, noted: Promise<void>): Promise<void> =>
    noted.catch(() => isUncertain(key));
  const watched = async <Result>(key: string, write: Promise<Result>): Promise<Result> => {
    try {
      return await write;
    } catch (error) {
      isUncertain(key);
      throw error;
    }
  };
  return {
    ...vault,
    ...(createCustomer && {
      createCustomer: async (...asked) => {
        const created = await createCustomer(...asked);
        await orUncertain(created.key, note(created));
        return created;
      },
    }),
    ...(updateCustomer && {
      updateCustomer: async (key, ...asked) => {
        const updated = await watched(key, updateCustomer(key, ...asked));
        await orUncertain(key, updated ? note(updated) : forget(key));
        return updated;
      },
    }),
    ...(deleteCustomer && {
      deleteCustomer: async (key, ...asked) => {
        const deleted = await watched(key, deleteCustomer(key, ...asked));
        await orUncertain(key, forget(key));
        return deleted;
      },
    }),
  };
}
