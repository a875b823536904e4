import { isDeepStrictEqual } from 'node:util';
import type { Customer } from '../../src/domain/customer.ts';
import type { CustomerCreatingProviderCode } from '../graphql/graphql.ts';
import type { RunningGraph } from '../support/graph.ts';
import { toInput } from '../../src/testing/support/customer-samples.ts';
import { fullCustomer } from './creations.ts';
import { trialDelete, trialUpdate } from './operations.ts';
import { behind, type QuietProvider } from './provider.ts';
import { idOf, post, type Kind } from './trial.ts';

/** Changing two fields of a customer, who must keep all others. */
export function updating(provider: CustomerCreatingProviderCode): Kind {
  return {
    name: `updateCustomer at ${provider}`,
    isCreation: false,
    open: (graph) => {
      const quiet = behind(graph, provider);
      return async (mark, index) => {
        const { id, key, read, before } = await createdBefore(graph, quiet, { provider, mark, index });
        const patch = { email: `${mark}.new@example.com`, phone: '+598 2 555 0143' };
        const patched = { ...before, ...patch };
        return {
          names: [key],
          send: (idempotencyKey, signal) =>
            post(graph.url, trialUpdate, { input: { id, patch, idempotencyKey } }, signal),
          look: async () => {
            const now = await read(key);
            const isDone = now?.email === patch.email;
            return { times: isDone ? 1 : 0, isWhole: isSame(now, isDone ? patched : before) };
          },
        };
      };
    },
  };
}

/** Deleting a customer. */
export function deleting(provider: CustomerCreatingProviderCode): Kind {
  return {
    name: `deleteCustomer at ${provider}`,
    isCreation: false,
    open: (graph) => {
      const quiet = behind(graph, provider);
      return async (mark, index) => {
        const { id, key, read, before } = await createdBefore(graph, quiet, { provider, mark, index });
        return {
          names: [key],
          send: (idempotencyKey, signal) =>
            post(graph.url, trialDelete, { input: { id, idempotencyKey } }, signal),
          look: async () => {
            const now = await read(key);
            const isGone = now === null || now.deleted;
            return { times: isGone ? 1 : 0, isWhole: isGone || isSame(now, before) };
          },
        };
      };
    },
  };
}

/** A customer that is there before any fault is, as the provider holds it. */
async function createdBefore(
  graph: RunningGraph,
  quiet: QuietProvider,
  { provider, mark, index }: { provider: CustomerCreatingProviderCode; mark: string; index: number },
) {
  const { name: account, read, create } = quiet.accountOf(index);
  const before = await create(toInput(fullCustomer(provider, mark)));
  const { key } = before;
  const id = await idOf(graph, { providerCustomerId: { provider, account, customerId: key } });
  return { id, key, read, before };
}

/** Whether two readings differ in nothing but the time of the last change. */
function isSame(now: Customer | null, expected: Customer): boolean {
  return isDeepStrictEqual({ ...now, updatedAt: null }, { ...expected, updatedAt: null });
}
