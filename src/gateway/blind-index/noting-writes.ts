import type { Vault } from '../../port.ts';
import type { AccountIndex } from './account-index.ts';

/**
 * A vault that enters its writes into the index before it returns the outcome. If a write failed after it may have been
 * sent, or if the index could not be written, the customer is read again later. The write does not fail because of the index.
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
