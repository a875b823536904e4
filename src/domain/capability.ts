import type { RegistrationMethodKind } from './method-registration.ts';
import type { CustomerFilterField } from './page.ts';

/** Everything a provider may or may not be able to do, in the order it is shown. */
export const operations = [
  'READ_CUSTOMER',
  'READ_CUSTOMER_BY_REFERENCE',
  'LIST_CUSTOMERS',
  'CREATE_CUSTOMER',
  'UPDATE_CUSTOMER',
  'UNSET_METADATA',
  'DELETE_CUSTOMER',
  'LIST_PAYMENT_METHODS',
  'DELETE_PAYMENT_METHOD',
  'CREATE_REGISTRATION_LINK',
  'ATTACH_CUSTOMER_TO_PAYMENT',
] as const;

export type Operation = (typeof operations)[number];

/** An ability is supported, or a sentence saying why not and what to do instead. */
export type Capability = Supported | Refusal;

export interface Supported {
  /** `NATIVE`: one call. `EMULATED`: several; the note says what that costs. */
  readonly support: 'NATIVE' | 'EMULATED';
  readonly note?: string;
  /** The supported customer filters, if it lists customers. */
  readonly filters?: readonly CustomerFilterField[];
  /** If it creates customers: whether the provider refuses a second one with the same merchant reference. */
  readonly isGuardedByReference?: boolean;
  /** If it updates customers: whether the provider keeps the time of the last change. */
  readonly tracksChanges?: boolean;
  /** If it deletes customers: what happens to the record and to what depends on it. */
  readonly deletion?: Deletion;
  /** The registration links that it makes: their subject and their terms. Links for persons if absent. */
  readonly registration?: RegistrationTerms;
}

/** What registration links of a provider are made for. */
export interface RegistrationTerms {
  readonly subject: RegistrationSubject;
  /** The kinds of payment method to choose from; none if the page itself lets the person choose. */
  readonly kinds: readonly RegistrationMethodKind[];
  /** Whether the provider recognises a repetition by its reference, so that an unknown outcome may be repeated. */
  readonly isRepeatable: boolean;
  readonly takesBrowser: boolean;
}

export const registrationSubjects = ['PERSON', 'CUSTOMER'] as const;

/** A person that the provider need not know yet, or one of its customers. */
export type RegistrationSubject = (typeof registrationSubjects)[number];

const forPersons: RegistrationTerms = {
  subject: 'PERSON',
  kinds: [],
  isRepeatable: false,
  takesBrowser: false,
};

/** What registration links are made for; null if there are none. */
export function registrationTermsOf({ CREATE_REGISTRATION_LINK }: Capabilities): RegistrationTerms | null {
  return isSupported(CREATE_REGISTRATION_LINK) ? (CREATE_REGISTRATION_LINK.registration ?? forPersons) : null;
}

export interface Deletion {
  readonly retention: (typeof retentions)[number];
  readonly paymentMethods: (typeof dependentDeletions)[number];
}

/** What a provider does with a deleted record. */
export const retentions = ['ERASED', 'RETAINED', 'UNKNOWN'] as const;

/** What becomes of records that depend on a deleted one. */
export const dependentDeletions = ['DELETED', 'KEPT', 'UNKNOWN'] as const;

export interface Refusal {
  readonly support: 'INDIRECT' | 'UNSUPPORTED';
  /** Why not, and what to do instead: one sentence for people. */
  readonly because: string;
  /** The operation that does the same, if support is `INDIRECT`. */
  readonly instead?: Operation;
}

/** One answer for every operation: a new operation breaks the build of each provider until it has an answer. */
export type Capabilities = Readonly<Record<Operation, Capability>>;

/** Whether the operation can be asked for at all. */
export function isSupported(capability: Capability): capability is Supported {
  return capability.support === 'NATIVE' || capability.support === 'EMULATED';
}
