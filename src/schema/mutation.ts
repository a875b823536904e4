import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import { isSupported } from '../domain/capability.ts';
import type { Account } from '../gateway/account.ts';
import type { WriteKey } from '../gateway/customer-writes.ts';
import { readCustomerByReference, type HeldCustomer } from '../gateway/reading.ts';
import type { Context } from '../context.ts';
import { builder } from './builder.ts';

builder.mutationType({
  description: 'Everything that changes something. Fields of one document run one after another.',
});

/** What every write carries: its key, and the scope in which the key counts. */
export function toWriteKey(
  { idempotencyKey }: { readonly idempotencyKey?: string | null | undefined },
  info: GraphQLResolveInfo,
): WriteKey {
  return { idempotencyKey: idempotencyKey ?? null, field: scopeOf(info) };
}

/** The mutation's name; where a document has it several times, the alias too, so that their keys do not collide. */
function scopeOf({ fieldName, path, operation, fragments }: GraphQLResolveInfo): string {
  const twins = rootFields(operation.selectionSet, fragments).filter(({ name }) => name.value === fieldName);
  const aliases = new Set(twins.map(({ alias, name }) => (alias ?? name).value));
  return aliases.size > 1 ? `${fieldName} ${path.key}` : fieldName;
}

function rootFields(
  { selections }: SelectionSetNode,
  fragments: GraphQLResolveInfo['fragments'],
): FieldNode[] {
  return selections.flatMap((selection): FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    const spread = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return spread ? rootFields(spread.selectionSet, fragments) : [];
  });
}

/** The customer that has a merchant's reference already; null where the provider cannot find it by that. */
export async function findByReference(
  reference: string | null | undefined,
  account: Account,
  context: Context,
): Promise<HeldCustomer | null> {
  if (!reference || !isSupported(account.abilities.READ_CUSTOMER_BY_REFERENCE)) return null;
  return readCustomerByReference(context, account, reference);
}

/** The descriptions that inputs of several mutations share. */
export const inputDescriptions = {
  account: "The account's key; may be left out where the caller has one account at the provider.",
  idempotencyKey: 'Makes a retry safe.',
  replayed: 'Whether this is an earlier outcome returned again.',
} as const;
