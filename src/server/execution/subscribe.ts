import { AccessDeniedError } from '../../domain/errors.ts';
import { ResolveInfo, sharedInfo } from './resolve-info.ts';
import type { Given, Plan } from './plan.ts';

/** What the one field of a subscription gives, one after the other: for each the operation is to be executed. */
export async function subscribe(plan: Plan, given: Given): Promise<AsyncIterator<unknown>> {
  const { fields, type } = plan.root();
  const [field] = fields;
  if (!field?.subscribe) throw new Error('A subscription has no field to subscribe to.');
  if (field.scope !== null && given.denied?.has(field.scope)) throw new AccessDeniedError([field.scope]);
  const path = { prev: undefined, key: field.key, typename: type.name };
  const info = new ResolveInfo(sharedInfo(plan, given), field, path);
  const source: unknown = await field.subscribe(
    undefined,
    field.argsOf(given.variables),
    given.context,
    info,
  );
  if (isAsyncIterable(source)) return source[Symbol.asyncIterator]();
  throw new Error('A subscription gives nothing to wait for.');
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
