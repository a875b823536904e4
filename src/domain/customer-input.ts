import type { MetadataValue } from './customer.ts';

/** A postal address as given by a caller, always replaced as a whole; null and absent mean the same in it. */
export interface AddressInput {
  readonly lines?: readonly string[] | null | undefined;
  readonly city?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  readonly premise?: string | null | undefined;
  readonly subPremise?: string | null | undefined;
  readonly building?: string | null | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: string | null | undefined;
}

/** The plain texts of a customer. Absent leaves a field alone; null clears it. */
export interface CustomerTexts {
  readonly merchantReference?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly fullName?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly workPhone?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly companyRegistrationNumber?: string | null | undefined;
  readonly taxIdentifier?: string | null | undefined;
  readonly middleName?: string | null | undefined;
  readonly billingPhone?: string | null | undefined;
  readonly shippingFirstName?: string | null | undefined;
  readonly shippingMiddleName?: string | null | undefined;
  readonly shippingLastName?: string | null | undefined;
  readonly shippingPhone?: string | null | undefined;
}

/** What a caller wants changed. Absent leaves alone, null clears, a value sets. */
export interface CustomerPatch extends CustomerTexts {
  readonly billingAddress?: AddressInput | null | undefined;
  readonly shippingAddress?: AddressInput | null | undefined;
  /** Null clears all of it. */
  readonly metadata?: MetadataPatch | null | undefined;
}

/** Sets and removes single keys; keys named in neither stay. */
export interface MetadataPatch {
  readonly set: Readonly<Record<string, MetadataValue>>;
  readonly unset: readonly string[];
}

/** A new customer: a patch of nothing. Null and absent mean the same in it. */
export type CustomerFields = CustomerPatch;

/** What is known about a person who will register or pay. */
export interface RegistrationCustomer extends Pick<
  CustomerPatch,
  'email' | 'firstName' | 'lastName' | 'phone' | 'billingAddress' | 'shippingAddress'
> {
  readonly merchantReference: string;
  readonly documentTypeId?: number | null | undefined;
  readonly documentNumber?: string | null | undefined;
}
