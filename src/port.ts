import type { Customer, ProviderDetails } from './domain/customer.ts';
import type { CustomerFields, CustomerPatch, RegistrationCustomer } from './domain/customer-input.ts';
import type { Spellings } from './domain/customer-search.ts';
import type { MethodRegistration } from './domain/method-registration.ts';
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
  /** Is only given conditions its capability table names. Null stands for a record that cannot be read. */
  readonly listCustomers: (
    page: PageRequest,
    filter: CustomerFilter,
    call: Call,
  ) => Promise<Page<Customer<Details> | null>>;
  /** Lists, newest first, who has one of the spellings. Is only asked for fields whose way of searching is `FILTER`. */
  readonly searchCustomers: (
    spellings: Spellings,
    page: PageRequest,
    call: Call,
  ) => Promise<Page<Customer<Details> | null>>;
  readonly createCustomer: (fields: CustomerFields, call: Call) => Promise<Customer<Details>>;
  /**
   * Resolves to null if there is no such customer. A precondition, which is only given if the abilities say that
   * changes are tracked, is asked about the record as it is read just before it is changed.
   */
  readonly updateCustomer: (
    key: string,
    patch: CustomerPatch,
    call: Call,
    precondition?: Precondition,
  ) => Promise<Customer<Details> | null>;
  /** Resolves to whether there was anything to delete; to the deleted record if the provider answers with it. */
  readonly deleteCustomer: (key: string, call: Call) => Promise<boolean | Customer<Details>>;
  /** Null stands for a payment method that cannot be read. */
  readonly listPaymentMethods: (
    customerKey: string,
    page: PageRequest,
    call: Call,
  ) => Promise<Page<PaymentMethod | null>>;
  readonly getPaymentMethod: (customerKey: string, key: string, call: Call) => Promise<PaymentMethod | null>;
  /** Resolves to whether there was anything to delete. */
  readonly deletePaymentMethod: (customerKey: string, key: string, call: Call) => Promise<boolean>;
  /** Starts the registration of a person. */
  readonly createRegistrationLink: (
    customer: RegistrationCustomer,
    validForMinutes: number,
    call: Call,
  ) => Promise<RegistrationLink>;
  /**
   * Starts the registration of a payment method of an existing customer; resolves to null if there is no such
   * customer. A second call with the same reference resolves to the first link, if the abilities say that it is repeatable.
   */
  readonly registerPaymentMethod: (
    customerKey: string,
    registration: MethodRegistration,
    call: Call,
  ) => Promise<RegistrationLink | null>;
  /** Resolves to null if there is no such payment. */
  readonly attachCustomerToPayment: (
    paymentId: string,
    customer: RegistrationCustomer,
    call: Call,
  ) => Promise<PaymentLink | null>;
}

/** Throws if a record must not be changed. The error is passed on, and nothing is sent. */
export type Precondition = (current: Customer) => void;

export type Ability = keyof Abilities;

/** An account as the gateway uses it. Any ability may be missing. */
export type Vault<Details extends ProviderDetails = ProviderDetails> = Floor<Details> &
  Partial<Abilities<Details>>;

/** What travels with one call. */
export interface Call {
  /** Aborts when the deadline has passed or the answer is no longer needed. */
  readonly signal: AbortSignal;
  /** When the time is over, in milliseconds on the clock of `performance.now()`. */
  readonly deadline: number;
  /** Who asks: callers take turns if an account has more calls than it may have in flight. */
  readonly caller?: string;
  /** What takes turns beside the other requests of its caller; its signal if absent. */
  readonly lane?: unknown;
  /** Set if it waits until no other call of the account does. */
  readonly yields?: true;
  /** Set if a read must join none that is in flight: it decides about a write, or shows what became of one. */
  readonly afresh?: true;
  /** Set if a read by key may be answered from the account's cache; called with each that was. */
  readonly cached?: (read: CachedRead) => void;
  /**
   * Is awaited before a request that may change something leaves. A rejection stops it: nothing was sent then.
   */
  readonly beforeWrite?: () => Promise<void>;
  /** Called with the provider's answers to the reads of this call, before they are mapped. For an export. */
  readonly keep?: (answer: RawAnswer) => void;
  /** Called after every request to a provider. */
  readonly observe: (observed: UpstreamCall) => void;
}

/** A read that was answered from the cache of its account, without a call. */
export interface CachedRead {
  readonly account: string;
  /** The verb, such as `getCustomer`. */
  readonly operation: string;
  /** How long ago the provider was asked. */
  readonly ageMs: number;
  /** How much longer the cache may give the same answer. */
  readonly restMs: number;
}

/** What a provider answered to one read. */
export interface RawAnswer {
  /** What the read was for, such as `getCustomer`. */
  readonly operation: string;
  /** As JSON, with its numbers' original digits and with fields that the adapter does not know. */
  readonly json: unknown;
}

/** One request to a provider, described without personal data: the route is a template, never a URL. */
export interface UpstreamCall {
  readonly account: string;
  readonly operation: string;
  readonly method: string;
  readonly route: string;
  /** Null if no answer came. */
  readonly status: number | null;
  readonly durationMs: number;
  /** 1 for the first. */
  readonly attempt: number;
  /** Whether another request caused it and this one only waited along. */
  readonly shared: boolean;
}
