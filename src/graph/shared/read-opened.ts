import type { IdTarget } from '../../gateway/ids.ts';
import { asRead } from '../../gateway/page-ids.ts';
import { readCustomer, type HeldCustomer } from '../../gateway/reading.ts';
import type { Context } from '../../builder/context.ts';
import type { Opened } from './open-id.ts';

/** The customer that an id named; null as in `readCustomer`. An id that is sealed in today's spelling is not sealed again. */
export async function readOpened(
  { account, target, id }: Opened<Extract<IdTarget, { readonly type: 'Customer' }>>,
  context: Context,
  includeDeleted = false,
): Promise<HeldCustomer | null> {
  const held = await readCustomer(context, account, target.key, includeDeleted);
  const isSame = held?.customer.key === target.key && context.ids.isCurrent(id);
  return held && isSame ? asRead(held, id) : held;
}
