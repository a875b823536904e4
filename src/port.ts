import type { Customer, ProviderDetails } from './domain/customer.ts';
import type { CustomerFields, CustomerPatch, RegistrationCustomer } from './domain/customer-input.ts';
import type { CustomerFilter, Page, PageRequest } from './domain/page.ts';
import type { PaymentMethod } from './domain/payment-method.ts';
import type { PaymentLink, RegistrationLink } from './domain/registration-link.ts';

/**
 * What we ask of an account: one verb every vault has, and abilities some have. A record that is not there is
 * `null`. Everything else that goes wrong is a thrown member of the closed family in `domain/errors.ts`.
 */
export interface Floor<Details extends ProviderDetails = ProviderDetails> {
  readonly getCustomer: (key: string, call: Call) => Promise<Customer<Details> | null>;
}

export interface Abilities<Details extends ProviderDetails = ProviderDetails> {
  /** Reads many keys (50 at most) in one request, in any order, leaving out the ones it lacks. */
  readonly getCustomers: (keys: readonly string[], call: Call) => Promise<readonly Customer<Details>[]>;
  readonly getCustomerByReference: (reference: string, call: Call) => Promise<Customer<Details> | null>;
  /** Is only given conditions its capability table names. */
  readonly listCustomers: (
    page: PageRequest,
    filter: CustomerFilter,
    call: Call,
  ) => Promise<Page<Customer<Details>>>;
  readonly createCustomer: (fields: CustomerFields, call: Call) => Promise<Customer<Details>>;
  /** Resolves to null where there is no such customer. */
  readonly updateCustomer: (
    key: string,
    patch: CustomerPatch,
    call: Call,
  ) => Promise<Customer<Details> | null>;
  /** Resolves to whether there was anything to delete. */
  readonly deleteCustomer: (key: string, call: Call) => Promise<boolean>;
  readonly listPaymentMethods: (
    customerKey: string,
    page: PageRequest,
    call: Call,
  ) => Promise<Page<PaymentMethod>>;
  readonly getPaymentMethod: (customerKey: string, key: string, call: Call) => Promise<PaymentMethod | null>;
  /** Resolves to whether there was anything to delete. */
  readonly deletePaymentMethod: (customerKey: string, key: string, call: Call) => Promise<boolean>;
  readonly createRegistrationLink: (
    customer: RegistrationCustomer,
    validForMinutes: number,
    call: Call,
  ) => Promise<RegistrationLink>;
  /** Resolves to null where there is no such payment. */
  readonly attachCustomerToPayment: (
    paymentId: string,
    customer: RegistrationCustomer,
    call: Call,
  ) => Promise<PaymentLink | null>;
}

export type Ability = keyof Abilities;

/** An account as the gateway meets it, each ability of which may be missing. */
export type Vault<Details extends ProviderDetails = ProviderDetails> = Floor<Details> &
  Partial<Abilities<Details>>;

/** What travels with one call. */
export interface Call {
  /** Aborts when the deadline is over or nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** When the deadline is over, in milliseconds since 1970. */
  readonly deadline: number;
  /**
   * Is awaited before a request that may change something leaves. A rejection stops it: nothing was sent then.
   */
  readonly beforeWrite?: () => Promise<void>;
  /** Is told of every request to a provider, once it is over. */
  readonly observe: (observed: UpstreamCall) => void;
}

/** One request to a provider, told without anything personal: the route is a template, never a URL. */
export interface UpstreamCall {
  readonly account: string;
  readonly operation: string;
  readonly method: string;
  readonly route: string;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly durationMs: number;
  /** 1 for the first. */
  readonly attempt: number;
  /** Whether another request caused it and this one only waited along. */
  readonly shared: boolean;
}
