/**
 * One customer as this API describes it, whichever provider keeps it.
 *
 * Every key is required and nullable: a new key breaks the build of each provider's mapping until its meaning there is
 * decided.
 */
export interface Customer<Details extends ProviderDetails = ProviderDetails> {
  /** The provider's own key: what its read call takes. */
  readonly key: string;
  /** The merchant's own reference, if the provider keeps one. */
  readonly reference: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** As kept, or joined. Never split: joining is lossless, splitting guesses. */
  readonly fullName: string | null;
  readonly company: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly billingAddress: Address | null;
  readonly shippingAddress: Address | null;
  readonly metadata: Metadata;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  /** Whether the provider marks it as deleted and keeps it all the same. */
  readonly deleted: boolean;
  /** Keys this reading did not carry: their null says nothing, and a full read may say more. */
  readonly unread: readonly UnreadableKey[];
  readonly details: Details;
}

/** Keys that some provider leaves out of its lists. */
export type UnreadableKey = 'reference';

/** What only one provider keeps. Each provider's folder says what is in its own. */
export interface ProviderDetails {
  /** The provider's code in the graph, such as `MONRI`. */
  readonly provider: string;
}

/** A postal address. */
export interface Address {
  /** Street lines in order, house number included. */
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly premise: string | null;
  readonly subPremise: string | null;
  readonly building: string | null;
  /** As the provider has it: a code at some, a name at others. */
  readonly country: string | null;
  /** ISO 3166-1 alpha-2, if the provider's text is unambiguous. */
  readonly countryCode: string | null;
}

/** Free pairs. A nested value that a provider holds is given as its JSON text. */
export type Metadata = Readonly<Record<string, MetadataValue>>;

export type MetadataValue = string | number | boolean;

/** Joins the parts of a name that are there; null if none is. */
export function joinName(...parts: readonly (string | null | undefined)[]): string | null {
  return parts.filter(Boolean).join(' ') || null;
}
