/** How a credential names a customer that it reaches. The customer need not be in the vault yet. */
export type CustomerName =
  /** By the id that this API gave out. */
  | { readonly id: string }
  /** By the merchant's reference, sealed. */
  | { readonly sealedReference: string }
  /** By the merchant's reference, as it is. */
  | ReferenceName;

export interface ReferenceName {
  readonly provider: string;
  /** Null: the only account at the provider. */
  readonly account: string | null;
  readonly reference: string;
}

/** How many customers a shopper's credential may name: one person has a record at each vault at most. */
export const mostNames = 10;
