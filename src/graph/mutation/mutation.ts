import type { GraphQLResolveInfo } from 'graphql';
import { isSupported } from '../../domain/capability.ts';
import type { Account } from '../../gateway/account.ts';
import type { WriteKey } from '../../gateway/customer-writes.ts';
import { readCustomerByReference, type HeldCustomer } from '../../gateway/reading.ts';
import type { Context } from '../../builder/context.ts';
import { builder } from '../../builder/builder.ts';

builder.mutationType({
  description: 'Everything that changes something. Fields of one document run one after another.',
});

/** What every write carries: its key, which counts in one mutation, under whatever alias. */
export function toWriteKey(
  { idempotencyKey }: { readonly idempotencyKey?: string | null | undefined },
  { fieldName }: GraphQLResolveInfo,
): WriteKey {
  return { idempotencyKey: idempotencyKey ?? null, field: fieldName };
}

/** The customer that has a merchant's reference already; null if the provider cannot find it by that. */
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
  account: "The account's key; may be left out if the caller has one account at the provider.",
  idempotencyKey: 'Makes a retry safe.',
  replayed: 'Whether this is an earlier outcome returned again.',
} as const;
