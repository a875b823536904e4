import { originOf, verb, type Account } from './account.ts';
import type { Deleted, WriteKey } from './customer-writes.ts';
import type { RequestScope } from './request-scope.ts';

interface DeleteRequest extends WriteKey {
  readonly account: Account;
  readonly customerKey: string;
  readonly key: string;
}

/** Deletes a payment method. Deleting one that no longer exists succeeds and says so. */
export async function deletePaymentMethod(request: DeleteRequest, scope: RequestScope): Promise<Deleted> {
  const { account, customerKey, key, field, idempotencyKey } = request;
  const remove = verb(account, 'DELETE_PAYMENT_METHOD', 'deletePaymentMethod');
  const { value, replayed } = await scope.writes.idempotency(
    {
      field,
      key: idempotencyKey,
      input: [account.key, customerKey, key],
      origin: originOf(account),
      mayDuplicate: false,
      run: (call) =>
        remove(customerKey, key, call)
          .then((existed) => ({ existed }))
          .finally(() => scope.loaders.of(account).forget(customerKey)),
    },
    scope.writes.call,
  );
  return { alreadyDeleted: !value.existed, replayed };
}
