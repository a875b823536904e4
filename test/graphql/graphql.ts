/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which payment, and whom. */
export type AttachCustomerToPaymentInput = {
  /** The account's key; may be left out where the caller has one account at the provider. */
  account?: string | null | undefined;
  /** The customer data to attach. */
  customer: RegistrationCustomerInput;
  /** Makes a retry safe. */
  idempotencyKey?: string | null | undefined;
  /** The provider's identifier of the payment. */
  paymentId: string;
  /** The provider. */
  provider: PaymentAttachingProviderCode;
};

/** How far a provider supports an operation. */
export type CapabilitySupport =
  /** This API does it with several calls; the note says what that costs in atomicity or speed. */
  | 'EMULATED'
  /** Not as such; the operation in `instead` reaches the same end. */
  | 'INDIRECT'
  /** The provider's API does it in one call. */
  | 'NATIVE'
  /** It cannot be done here. */
  | 'UNSUPPORTED';

/** A card brand. */
export type CardBrand =
  /** American Express. */
  | 'AMERICAN_EXPRESS'
  /** Diners Club. */
  | 'DINERS_CLUB'
  /** Discover. */
  | 'DISCOVER'
  /** Maestro. */
  | 'MAESTRO'
  /** Mastercard. */
  | 'MASTERCARD'
  /** Any other brand. */
  | 'OTHER'
  /** Visa. */
  | 'VISA';

/** What became of an account's part in a page. */
export type ConnectionSourceStatus =
  /** Asked, and everything it has is in the pages so far. */
  | 'COMPLETE'
  /** It could not be reached or refused. */
  | 'FAILED'
  /** Asked; more follows. */
  | 'PARTIAL'
  /** Not its turn yet. */
  | 'PENDING'
  /** It cannot list, or cannot honour the filter. */
  | 'UNSUPPORTED';

/** What to create, and where. */
export type CreateCustomerInput = {
  /** The account's key; may be left out where the caller has one account at the provider. */
  account?: string | null | undefined;
  /** The customer. */
  customer: CustomerFieldsInput;
  /** Makes a retry safe: the same key with the same input returns the first outcome for 24 hours. */
  idempotencyKey?: string | null | undefined;
  /** The provider. */
  provider: CustomerCreatingProviderCode;
};

/** Whom to register, and where. */
export type CreateRegistrationLinkInput = {
  /** The account's key; may be left out where the caller has one account at the provider. */
  account?: string | null | undefined;
  /** What is already known about the person. */
  customer: RegistrationCustomerInput;
  /** Makes a retry safe. */
  idempotencyKey?: string | null | undefined;
  /** The provider. */
  provider: RegistrationLinkProviderCode;
  /** Minutes until the page stops working. */
  validForMinutes?: number | null | undefined;
};

/** A postal address, always replaced as a whole. Lines are joined by a comma where a provider keeps one line. */
export type CustomerAddressInput = {
  /** Name of a building, for providers that keep it apart. */
  building?: string | null | undefined;
  /** City. */
  city?: string | null | undefined;
  /** Country, ISO 3166-1 alpha-2; translated where a provider wants a name. */
  countryCode?: string | null | undefined;
  /** Street lines in order. */
  lines?: Array<string> | null | undefined;
  /** Postal code. */
  postalCode?: string | null | undefined;
  /** House number, for providers that keep it apart from the street. */
  premise?: string | null | undefined;
  /** State, province or department. */
  region?: string | null | undefined;
  /** Part of a house number, for providers that keep it apart. */
  subPremise?: string | null | undefined;
};

/** The providers at which a customer can be created directly. */
export type CustomerCreatingProviderCode =
  /** bankingservice.ai. */
  | 'BANKING_SERVICE'
  /** Monri Payments. */
  | 'MONRI'
  /** Verifone. */
  | 'VERIFONE';

/** The fields of a new customer. Which of them a provider requires or cannot store is in its capabilities. */
export type CustomerFieldsInput = {
  /** Billing address. */
  billingAddress?: CustomerAddressInput | null | undefined;
  /** Company name. */
  company?: string | null | undefined;
  /** Company registration number, where the provider keeps one. */
  companyRegistrationNumber?: string | null | undefined;
  /** Free description, where the provider keeps one. */
  description?: string | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** Given name. */
  firstName?: string | null | undefined;
  /** The name as one text, for providers that keep only one; not to be combined with firstName or lastName. */
  fullName?: string | null | undefined;
  /** Language for documents, where the provider keeps one. */
  language?: string | null | undefined;
  /** Family name. */
  lastName?: string | null | undefined;
  /** The merchant's own reference. */
  merchantReference?: string | null | undefined;
  /** Metadata. */
  metadata?: Array<MetadataEntryInput> | null | undefined;
  /** Phone number. */
  phone?: string | null | undefined;
  /** Shipping address. */
  shippingAddress?: CustomerAddressInput | null | undefined;
  /** Tax identifier, where the provider keeps one. */
  taxIdentifier?: string | null | undefined;
  /** Form of address, where the provider keeps one. */
  title?: string | null | undefined;
  /** Phone number at work, where the provider keeps one. */
  workPhone?: string | null | undefined;
};

/** A condition of CustomerFilterInput. */
export type CustomerFilterField =
  /** By creation time. */
  | 'CREATED_AT'
  /** By e-mail address. */
  | 'EMAIL'
  /** By the merchant's own reference. */
  | 'MERCHANT_REFERENCE';

/** Restricts a list of customers; the conditions are joined by AND. A provider that cannot honour one is reported, not scanned. */
export type CustomerFilterInput = {
  /** Created before this instant. */
  createdBefore?: string | null | undefined;
  /** Created at or after this instant. */
  createdFrom?: string | null | undefined;
  /** Exact e-mail address. */
  email?: string | null | undefined;
  /** The merchant's own reference. */
  merchantReference?: string | null | undefined;
};

/** Names one customer, in exactly one way. An e-mail address is not among them: no provider promises it is unique. */
export type CustomerLookupInput =
  {   /** The id this API gave out. */
  id: string | number; providerCustomerId?: never; reference?: never; }
  |  { id?: never;   /** The provider's own identifier. */
  providerCustomerId: ProviderCustomerIdInput; reference?: never; }
  |  { id?: never; providerCustomerId?: never;   /** The merchant's own reference, at one provider. */
  reference: CustomerReferenceInput; };

/** Absent: leave alone. Null: clear. Value: set. */
export type CustomerPatchInput = {
  /** Billing address, replaced as a whole. */
  billingAddress?: CustomerAddressInput | null | undefined;
  /** Company name. */
  company?: string | null | undefined;
  /** Company registration number, where the provider keeps one. */
  companyRegistrationNumber?: string | null | undefined;
  /** Free description, where the provider keeps one. */
  description?: string | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** Given name. */
  firstName?: string | null | undefined;
  /** The name as one text, for providers that keep only one; not to be combined with firstName or lastName. */
  fullName?: string | null | undefined;
  /** Language for documents, where the provider keeps one. */
  language?: string | null | undefined;
  /** Family name. */
  lastName?: string | null | undefined;
  /** The merchant's own reference. */
  merchantReference?: string | null | undefined;
  /** Metadata, key by key; null clears all of it. */
  metadata?: MetadataPatchInput | null | undefined;
  /** Phone number. */
  phone?: string | null | undefined;
  /** Shipping address, replaced as a whole. */
  shippingAddress?: CustomerAddressInput | null | undefined;
  /** Tax identifier, where the provider keeps one. */
  taxIdentifier?: string | null | undefined;
  /** Form of address, where the provider keeps one. */
  title?: string | null | undefined;
  /** Phone number at work, where the provider keeps one. */
  workPhone?: string | null | undefined;
};

/** The merchant's own reference to a customer, at one provider. */
export type CustomerReferenceInput = {
  /** The account's key; may be left out where the caller has one account at the provider. */
  account?: string | null | undefined;
  /** The provider. */
  provider: PaymentProviderCode;
  /** The reference. */
  reference: string;
};

/** Which customer. */
export type DeleteCustomerInput = {
  /** The customer. */
  id: string | number;
  /** Makes a retry safe. */
  idempotencyKey?: string | null | undefined;
};

/** Which payment method. */
export type DeletePaymentMethodInput = {
  /** The payment method. */
  id: string | number;
  /** Makes a retry safe. */
  idempotencyKey?: string | null | undefined;
};

/** What a provider does with a deleted record. */
export type DeletionRetention =
  /** Removed. */
  | 'ERASED'
  /** Marked as deleted and kept. */
  | 'RETAINED'
  /** The provider does not say. */
  | 'UNKNOWN';

/** What becomes of records that depend on a deleted one. */
export type DependentDeletion =
  /** Deleted with it. */
  | 'DELETED'
  /** Kept. */
  | 'KEPT'
  /** The provider does not say. */
  | 'UNKNOWN';

/** Kinds of input problems. */
export type InputIssueCode =
  /** Contradicts another field. */
  | 'CONFLICTING'
  /** Not of the form that is wanted. */
  | 'MALFORMED'
  /** Missing. */
  | 'REQUIRED'
  /** Too long. */
  | 'TOO_LONG'
  /** Too short. */
  | 'TOO_SHORT'
  /** The provider has no place for it. */
  | 'UNSUPPORTED_BY_PROVIDER';

/** The providers whose customers can be listed. */
export type ListingProviderCode =
  /** bankingservice.ai. */
  | 'BANKING_SERVICE'
  /** Monri Payments. */
  | 'MONRI'
  /** Verifone. */
  | 'VERIFONE';

/** One metadata pair. */
export type MetadataEntryInput = {
  /** The key. */
  key: string;
  /** The value. */
  value: string | number | boolean;
};

/** Sets and removes single metadata keys; keys named in neither stay as they are. A key in both is an error. */
export type MetadataPatchInput = {
  /** Pairs to add or overwrite. */
  set?: Array<MetadataEntryInput> | null | undefined;
  /** Keys to remove; removing what is not there is no error. */
  unset?: Array<string> | null | undefined;
};

/** The providers at which customer data can be attached to a payment. */
export type PaymentAttachingProviderCode =
  /** Bamboo Payment. */
  | 'BAMBOO';

/** Whether a payment method can be used. */
export type PaymentMethodStatus =
  /** Can be used. */
  | 'ACTIVE'
  /** Past its expiry. */
  | 'EXPIRED'
  /** Waits for a person, for instance at their bank. */
  | 'PENDING'
  /** Taken back by customer, merchant or provider. */
  | 'REVOKED'
  /** The provider does not say, or says something this API does not know yet. */
  | 'UNKNOWN';

/** A payment provider this API speaks to. */
export type PaymentProviderCode =
  /** Bamboo Payment. */
  | 'BAMBOO'
  /** bankingservice.ai. */
  | 'BANKING_SERVICE'
  /** Monri Payments. */
  | 'MONRI'
  /** Verifone. */
  | 'VERIFONE';

/** A provider's own identifier of a customer. */
export type ProviderCustomerIdInput = {
  /** The account's key; may be left out where the caller has one account at the provider. */
  account?: string | null | undefined;
  /** The identifier. */
  customerId: string;
  /** The provider. */
  provider: PaymentProviderCode;
};

/** Test data or live data. */
export type ProviderEnvironment =
  /** Live credentials. */
  | 'LIVE'
  /** Test credentials. */
  | 'SANDBOX';

/** The state of a circuit. */
export type ProviderHealthStatus =
  /** Calls fail or are slow often enough to say so. */
  | 'DEGRADED'
  /** Calls are held back for now. */
  | 'DOWN'
  /** Nothing has been asked yet. */
  | 'UNKNOWN'
  /** Calls are being made and answered. */
  | 'UP';

/** Something a provider may or may not be able to do. */
export type ProviderOperation =
  /** Attach customer data to a payment that is waiting to be paid. */
  | 'ATTACH_CUSTOMER_TO_PAYMENT'
  /** Create a customer. */
  | 'CREATE_CUSTOMER'
  /** Create a registration link. */
  | 'CREATE_REGISTRATION_LINK'
  /** Delete a customer. */
  | 'DELETE_CUSTOMER'
  /** Delete a saved payment method. */
  | 'DELETE_PAYMENT_METHOD'
  /** List customers. */
  | 'LIST_CUSTOMERS'
  /** List a customer's saved payment methods. */
  | 'LIST_PAYMENT_METHODS'
  /** Read one customer. */
  | 'READ_CUSTOMER'
  /** Find a customer by the merchant's own reference. */
  | 'READ_CUSTOMER_BY_REFERENCE'
  /** Clear single metadata keys. */
  | 'UNSET_METADATA'
  /** Change a customer. */
  | 'UPDATE_CUSTOMER';

/** A picture format of a QR code. */
export type QrCodeFormat =
  /** Portable Network Graphics. */
  | 'PNG'
  /** Scalable Vector Graphics. */
  | 'SVG';

/** What is already known about the person who will register or pay. */
export type RegistrationCustomerInput = {
  /** Billing address. */
  billingAddress?: CustomerAddressInput | null | undefined;
  /** Number of the identity document. */
  documentNumber?: string | null | undefined;
  /** The provider's document type number. */
  documentTypeId?: number | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** Given name. */
  firstName?: string | null | undefined;
  /** Family name. */
  lastName?: string | null | undefined;
  /** The merchant's own reference; becomes the customer's identifier at the provider. Prefer something that is not an e-mail address. */
  merchantReference: string;
  /** Phone number. */
  phone?: string | null | undefined;
  /** Shipping address. */
  shippingAddress?: CustomerAddressInput | null | undefined;
};

/** The providers that register a customer through a hosted page. */
export type RegistrationLinkProviderCode =
  /** Bamboo Payment. */
  | 'BAMBOO';

/** How far a registration has come. */
export type RegistrationLinkStatus =
  /** Past its expiry and not used. */
  | 'EXPIRED'
  /** Open; the provider does not know the customer yet. */
  | 'PENDING'
  /** The provider knows the customer. */
  | 'REGISTERED';

/** Which customer, and what to change. */
export type UpdateCustomerInput = {
  /** The customer. */
  id: string | number;
  /** Makes a retry safe. */
  idempotencyKey?: string | null | undefined;
  /** Refuse where the record has changed since; checked before writing, so a small window stays open. Refused as unsupported where the provider keeps no time of change. */
  ifUnchangedSince?: string | null | undefined;
  /** What to change. */
  patch: CustomerPatchInput;
};

/** Kinds of failure. */
export type VaultErrorCode =
  /** The caller lacks a scope. */
  | 'ACCESS_DENIED'
  /** A record with this reference exists. */
  | 'ALREADY_EXISTS'
  /** The caller's budget is used up; nothing was sent. */
  | 'BUDGET_EXHAUSTED'
  /** The idempotency key was used for something else, or is in use right now. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Input was refused before anything was sent. */
  | 'INVALID_INPUT'
  /** No such record. */
  | 'NOT_FOUND'
  /** The request was sent and no answer came: it may or may not have taken effect. */
  | 'OUTCOME_UNKNOWN'
  /** The provider's answer to a read could not be understood. */
  | 'PROVIDER_BAD_RESPONSE'
  /** The provider refused the request. */
  | 'PROVIDER_REJECTED'
  /** The provider refused the account's credentials; nothing was changed. Somebody must mend the configuration. */
  | 'PROVIDER_UNAUTHORIZED'
  /** The provider could not be reached or is overloaded; nothing was changed. */
  | 'PROVIDER_UNAVAILABLE'
  /** The provider asked us to wait; nothing was changed. */
  | 'RATE_LIMITED'
  /** The record changed in between. */
  | 'STALE_WRITE'
  /** The store that keeps writes from being repeated could not be reached; nothing was sent. */
  | 'STORE_UNAVAILABLE'
  /** The provider cannot do this. */
  | 'UNSUPPORTED_OPERATION';

export type ConfiguredAccountsQueryVariables = Exact<{
  key: string;
}>;


export type ConfiguredAccountsQuery = { all: Array<{ key: string, displayName: string, environment: ProviderEnvironment, provider: { code: PaymentProviderCode } }> | null, monri: Array<{ key: string, displayName: string, environment: ProviderEnvironment, provider: { code: PaymentProviderCode } }> | null, one: { key: string, displayName: string, environment: ProviderEnvironment, provider: { code: PaymentProviderCode } } | null, viewer: { tenant: string, scopes: Array<string> } | null };

export type AccountFactsFragment = { key: string, displayName: string, environment: ProviderEnvironment, provider: { code: PaymentProviderCode } };

export type ConfiguredProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type ConfiguredProvidersQuery = { operations: { enumValues: Array<{ name: string }> | null } | null, paymentProviders: Array<{ code: PaymentProviderCode, displayName: string, accounts: Array<{ key: string }>, capabilities: Array<{ operation: ProviderOperation, support: CapabilitySupport, instead: ProviderOperation | null, filters: Array<CustomerFilterField>, note: string | null }>, single: { operation: ProviderOperation, support: CapabilitySupport, instead: ProviderOperation | null, filters: Array<CustomerFilterField>, note: string | null } }> | null, paymentProvider: { code: PaymentProviderCode } | null };

export type HealthOfMonriQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthOfMonriQuery = { providerAccounts: Array<{ health: { status: ProviderHealthStatus, lastSuccessAt: string | null, retryAt: string | null } }> | null };

export type OneMonriCustomerQueryVariables = Exact<{ [key: string]: never; }>;


export type OneMonriCustomerQuery = { customers: { nodes: Array<{ id: string }> } | null };

export type CustomersOfQueryVariables = Exact<{
  account: string;
  first: number;
  after?: string | null | undefined;
}>;


export type CustomersOfQuery = { customers: { nodes: Array<{ id: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SeveralObjectsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type SeveralObjectsQuery = { nodes: Array<
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null> };

export type CustomersWithMethodsQueryVariables = Exact<{
  account: string;
  first: number;
}>;


export type CustomersWithMethodsQuery = { customers: { nodes: Array<{ fullName: string | null, paymentMethods: { nodes: Array<{ displayLabel: string, customer: { id: string, email: string | null, account: { key: string } } | null, account: { key: string } }> } | null }> } | null };

export type CustomersWithReferencesQueryVariables = Exact<{
  account: string;
}>;


export type CustomersWithReferencesQuery = { customers: { nodes: Array<{ merchantReference: string | null, again: string | null }> } | null };

export type CachedListQueryVariables = Exact<{
  account: string;
}>;


export type CachedListQuery = { customers: { nodes: Array<{ id: string, email: string | null }>, sources: Array<{ status: ConnectionSourceStatus }> } | null };

export type CachedChangeMutationVariables = Exact<{
  input: UpdateCustomerInput;
}>;


export type CachedChangeMutation = { updateCustomer:
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { customer: { id: string, email: string | null } }
   | null };

export type CachedRemovalMutationVariables = Exact<{
  input: DeleteCustomerInput;
}>;


export type CachedRemovalMutation = { deleteCustomer:
    | { code: VaultErrorCode }
    | { deletedCustomerId: string }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
    | { code: VaultErrorCode }
   | null };

export type TrialCreateMutationVariables = Exact<{
  input: CreateCustomerInput;
}>;


export type TrialCreateMutation = { outcome:
    | { code: VaultErrorCode, retryable: boolean, type: 'AccessDeniedError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'AlreadyExistsError' }
    | { replayed: boolean, type: 'CreateCustomerSuccess', customer: { id: string, providerCustomerId: string | null } }
    | { code: VaultErrorCode, retryable: boolean, type: 'IdempotencyConflictError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'InvalidInputError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'OutcomeUnknownError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'ProviderRejectedError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'UnavailableError' }
   | null };

export type TrialUpdateMutationVariables = Exact<{
  input: UpdateCustomerInput;
}>;


export type TrialUpdateMutation = { outcome:
    | { code: VaultErrorCode, retryable: boolean, type: 'AccessDeniedError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'AlreadyExistsError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'IdempotencyConflictError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'InvalidInputError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'NotFoundError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'OutcomeUnknownError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'ProviderRejectedError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'StaleWriteError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'UnavailableError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'UnsupportedOperationError' }
    | { replayed: boolean, type: 'UpdateCustomerSuccess', customer: { id: string, providerCustomerId: string | null } }
   | null };

export type TrialDeleteMutationVariables = Exact<{
  input: DeleteCustomerInput;
}>;


export type TrialDeleteMutation = { outcome:
    | { code: VaultErrorCode, retryable: boolean, type: 'AccessDeniedError' }
    | { replayed: boolean, type: 'DeleteCustomerSuccess' }
    | { code: VaultErrorCode, retryable: boolean, type: 'IdempotencyConflictError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'InvalidInputError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'NotFoundError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'OutcomeUnknownError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'ProviderRejectedError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'UnavailableError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'UnsupportedOperationError' }
   | null };

export type TrialDetachMutationVariables = Exact<{
  input: DeletePaymentMethodInput;
}>;


export type TrialDetachMutation = { outcome:
    | { code: VaultErrorCode, retryable: boolean, type: 'AccessDeniedError' }
    | { replayed: boolean, type: 'DeletePaymentMethodSuccess' }
    | { code: VaultErrorCode, retryable: boolean, type: 'IdempotencyConflictError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'InvalidInputError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'NotFoundError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'OutcomeUnknownError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'ProviderRejectedError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'UnavailableError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'UnsupportedOperationError' }
   | null };

export type TrialRegisterMutationVariables = Exact<{
  input: CreateRegistrationLinkInput;
}>;


export type TrialRegisterMutation = { outcome:
    | { code: VaultErrorCode, retryable: boolean, type: 'AccessDeniedError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'AlreadyExistsError' }
    | { replayed: boolean, type: 'CreateRegistrationLinkSuccess', registrationLink: { url: string | null } }
    | { code: VaultErrorCode, retryable: boolean, type: 'IdempotencyConflictError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'InvalidInputError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'OutcomeUnknownError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'ProviderRejectedError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'UnavailableError' }
   | null };

export type TrialAttachMutationVariables = Exact<{
  input: AttachCustomerToPaymentInput;
}>;


export type TrialAttachMutation = { outcome:
    | { code: VaultErrorCode, retryable: boolean, type: 'AccessDeniedError' }
    | { replayed: boolean, type: 'AttachCustomerToPaymentSuccess', paymentLink: { paymentId: string } }
    | { code: VaultErrorCode, retryable: boolean, type: 'IdempotencyConflictError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'InvalidInputError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'NotFoundError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'OutcomeUnknownError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'ProviderRejectedError' }
    | { code: VaultErrorCode, retryable: boolean, type: 'UnavailableError' }
   | null };

export type TrialCustomerQueryVariables = Exact<{
  by: CustomerLookupInput;
}>;


export type TrialCustomerQuery = { customer: { id: string } | null };

export type TrialMethodsQueryVariables = Exact<{
  customerId: string;
}>;


export type TrialMethodsQuery = { customer: { paymentMethods: { nodes: Array<{ id: string }> } | null } | null };

export type GeneratedCreateMutationVariables = Exact<{
  input: CreateCustomerInput;
}>;


export type GeneratedCreateMutation = { outcome:
    | { type: 'AccessDeniedError' }
    | { type: 'AlreadyExistsError' }
    | { type: 'CreateCustomerSuccess', customer: { id: string } }
    | { type: 'IdempotencyConflictError' }
    | { type: 'InvalidInputError', issues: Array<{ path: Array<string>, code: InputIssueCode }> }
    | { type: 'OutcomeUnknownError' }
    | { type: 'ProviderRejectedError' }
    | { type: 'UnavailableError' }
   | null };

export type GeneratedRegistrationMutationVariables = Exact<{
  input: CreateRegistrationLinkInput;
}>;


export type GeneratedRegistrationMutation = { outcome:
    | { type: 'AccessDeniedError' }
    | { type: 'AlreadyExistsError' }
    | { type: 'CreateRegistrationLinkSuccess', registrationLink: { customer: { id: string } | null } }
    | { type: 'IdempotencyConflictError' }
    | { type: 'InvalidInputError', issues: Array<{ path: Array<string>, code: InputIssueCode }> }
    | { type: 'OutcomeUnknownError' }
    | { type: 'ProviderRejectedError' }
    | { type: 'UnavailableError' }
   | null };

export type RoundTripQueryVariables = Exact<{
  id: string | number;
}>;


export type RoundTripQuery = { customer: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
      | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
      | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
      | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
      | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
     | null } | null };

export type EverythingWithAnIdQueryVariables = Exact<{
  customer: CustomerLookupInput;
}>;


export type EverythingWithAnIdQuery = { customer: { id: string, providerCustomerId: string | null, merchantReference: string | null, fullName: string | null, email: string | null, account: { key: string }, paymentMethods: { edges: Array<{ cursor: string, node: { id: string, token: string | null, merchantReference: string | null } }> } | null } | null, providerAccounts: Array<{ id: string, key: string, customers: { edges: Array<{ cursor: string, node: { id: string, providerCustomerId: string | null, merchantReference: string | null, fullName: string | null, email: string | null, account: { key: string }, paymentMethods: { edges: Array<{ cursor: string, node: { id: string, token: string | null, merchantReference: string | null } }> } | null } }>, sources: Array<{ retryCursor: string | null }> } | null }> | null };

export type CustomerWithIdsFragment = { id: string, providerCustomerId: string | null, merchantReference: string | null, fullName: string | null, email: string | null, account: { key: string }, paymentMethods: { edges: Array<{ cursor: string, node: { id: string, token: string | null, merchantReference: string | null } }> } | null };

export type CustomersOfEachAccountQueryVariables = Exact<{
  filter?: CustomerFilterInput | null | undefined;
}>;


export type CustomersOfEachAccountQuery = { providerAccounts: Array<{ key: string, customers: { totalCount: number | null, nodes: Array<{ providerCustomerId: string | null }>, pageInfo: { hasNextPage: boolean }, sources: Array<{ status: ConnectionSourceStatus, account: { key: string } }> } | null }> | null };

export type LookUpCustomerQueryVariables = Exact<{
  by: CustomerLookupInput;
  includeDeleted?: boolean;
}>;


export type LookUpCustomerQuery = { customer: { id: string, providerCustomerId: string | null, merchantReference: string | null, viewerCanUpdate: boolean, viewerCanDelete: boolean, details:
      | { deletedAt: string | null }
      | Record<PropertyKey, never>
     | null } | null };

export type RefetchObjectsQueryVariables = Exact<{
  id: string | number;
  ids: Array<string | number> | string | number;
}>;


export type RefetchObjectsQuery = { node:
    | { __typename: 'Customer', id: string }
    | { __typename: 'PaymentMethod', id: string }
    | { __typename: 'ProviderAccount', id: string }
    | { __typename: 'RegistrationLink', id: string }
   | null, nodes: Array<
    | { __typename: 'Customer', id: string }
    | { __typename: 'PaymentMethod', id: string }
    | { __typename: 'ProviderAccount', id: string }
    | { __typename: 'RegistrationLink', id: string }
   | null> };

export type SomeIdsQueryVariables = Exact<{ [key: string]: never; }>;


export type SomeIdsQuery = { providerAccounts: Array<{ id: string }> | null, customers: { nodes: Array<{ id: string, paymentMethods: { nodes: Array<{ id: string }> } | null }> } | null };

export type MetadataOfCustomerQueryVariables = Exact<{
  customerId: string;
}>;


export type MetadataOfCustomerQuery = { customer: { all: Array<{ key: string, value: string | number | boolean }>, some: Array<{ key: string, value: string | number | boolean }>, none: Array<{ key: string }> } | null };

export type CustomersAndWhatBelongsToThemQueryVariables = Exact<{
  account: string;
}>;


export type CustomersAndWhatBelongsToThemQuery = { customers: { nodes: Array<{ fullName: string | null, merchantReference: string | null, paymentMethods: { nodes: Array<{ displayLabel: string }> } | null }> } | null };

export type FromMethodToCustomerQueryVariables = Exact<{
  id: string | number;
}>;


export type FromMethodToCustomerQuery = { paymentMethod: { displayLabel: string, customer: { fullName: string | null } | null } | null };

export type SomeNodesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type SomeNodesQuery = { nodes: Array<
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null> };

export type OneCustomerOfEachQueryVariables = Exact<{
  bamboo: string;
  bank: string;
  monri: string;
  verifone: string;
}>;


export type OneCustomerOfEachQuery = { bamboo: { id: string, fullName: string | null, email: string | null, createdAt: string | null, merchantReference: string | null } | null, bank: { id: string, fullName: string | null, email: string | null, createdAt: string | null, merchantReference: string | null } | null, monri: { id: string, fullName: string | null, email: string | null, createdAt: string | null, merchantReference: string | null } | null, verifone: { id: string, fullName: string | null, email: string | null, createdAt: string | null, merchantReference: string | null } | null };

export type CustomerFactsFragment = { id: string, fullName: string | null, email: string | null, createdAt: string | null, merchantReference: string | null };

export type CustomerInFullQueryVariables = Exact<{
  by: CustomerLookupInput;
}>;


export type CustomerInFullQuery = { customer: { provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, viewerCanUpdate: boolean, viewerCanDelete: boolean, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
      | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
      | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
      | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
      | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
     | null } | null };

export type WholeAddressFragment = { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null };

export type CustomerListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: CustomerFilterInput | null | undefined;
  providers?: Array<ListingProviderCode> | ListingProviderCode | null | undefined;
  accounts?: Array<string> | string | null | undefined;
}>;


export type CustomerListQuery = { customers: { totalCount: number | null, edges: Array<{ cursor: string, node: { id: string } }>, nodes: Array<{ id: string, providerCustomerId: string | null, email: string | null, createdAt: string | null, account: { key: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, sources: Array<{ status: ConnectionSourceStatus, retryCursor: string | null, account: { key: string }, problem:
        | { __typename: 'AccessDeniedError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
        | { __typename: 'AlreadyExistsError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
        | { __typename: 'IdempotencyConflictError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
        | { __typename: 'InvalidInputError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
        | { __typename: 'NotFoundError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
        | { __typename: 'OutcomeUnknownError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
        | { __typename: 'ProviderRejectedError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
        | { __typename: 'StaleWriteError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
        | { __typename: 'UnavailableError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
        | { __typename: 'UnsupportedOperationError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean, capability: { operation: ProviderOperation } }
       | null }> } | null };

export type MethodsOfCustomerQueryVariables = Exact<{
  by: CustomerLookupInput;
  first: number;
  after?: string | null | undefined;
}>;


export type MethodsOfCustomerQuery = { customer: { id: string, paymentMethods: { edges: Array<{ cursor: string }>, nodes: Array<{ id: string, provider: PaymentProviderCode, status: PaymentMethodStatus, displayLabel: string, merchantReference: string | null, token: string | null, createdAt: string | null, updatedAt: string | null, retainedUntil: string | null, account: { key: string }, instrument:
          | { __typename: 'CardInstrument', brand: CardBrand, maskedNumber: string | null, bin: string | null, expiryMonth: number | null, expiryYear: number | null, cardEnding: string | null }
          | { __typename: 'OpenBankingInstrument', last4: string | null, bic: string | null, countryCode: string | null }
          | { __typename: 'OtherInstrument', providerKind: string }
          | { __typename: 'SepaInstrument', last4: string | null, bic: string | null, countryCode: string | null }
         }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, sources: Array<{ status: ConnectionSourceStatus, retryCursor: string | null, account: { key: string }, problem:
          | { __typename: 'AccessDeniedError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
          | { __typename: 'AlreadyExistsError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
          | { __typename: 'IdempotencyConflictError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
          | { __typename: 'InvalidInputError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
          | { __typename: 'NotFoundError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
          | { __typename: 'OutcomeUnknownError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
          | { __typename: 'ProviderRejectedError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
          | { __typename: 'StaleWriteError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
          | { __typename: 'UnavailableError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
          | { __typename: 'UnsupportedOperationError', code: VaultErrorCode, message: string, provider: PaymentProviderCode | null, retryable: boolean }
         | null }> } | null } | null };

export type WholeMethodFragment = { id: string, provider: PaymentProviderCode, status: PaymentMethodStatus, displayLabel: string, merchantReference: string | null, token: string | null, createdAt: string | null, updatedAt: string | null, retainedUntil: string | null, account: { key: string }, instrument:
    | { __typename: 'CardInstrument', brand: CardBrand, maskedNumber: string | null, bin: string | null, expiryMonth: number | null, expiryYear: number | null, cardEnding: string | null }
    | { __typename: 'OpenBankingInstrument', last4: string | null, bic: string | null, countryCode: string | null }
    | { __typename: 'OtherInstrument', providerKind: string }
    | { __typename: 'SepaInstrument', last4: string | null, bic: string | null, countryCode: string | null }
   };

export type MethodByIdQueryVariables = Exact<{
  id: string | number;
}>;


export type MethodByIdQuery = { paymentMethod: { id: string, provider: PaymentProviderCode, status: PaymentMethodStatus, displayLabel: string, merchantReference: string | null, token: string | null, createdAt: string | null, updatedAt: string | null, retainedUntil: string | null, customer: { id: string } | null, account: { key: string }, instrument:
      | { __typename: 'CardInstrument', brand: CardBrand, maskedNumber: string | null, bin: string | null, expiryMonth: number | null, expiryYear: number | null, cardEnding: string | null }
      | { __typename: 'OpenBankingInstrument', last4: string | null, bic: string | null, countryCode: string | null }
      | { __typename: 'OtherInstrument', providerKind: string }
      | { __typename: 'SepaInstrument', last4: string | null, bic: string | null, countryCode: string | null }
     } | null };

export type ReadCustomerBackQueryVariables = Exact<{
  id: string | number;
}>;


export type ReadCustomerBackQuery = { node:
    | { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
        | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
        | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
        | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
        | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
       | null }
    | Record<PropertyKey, never>
   | null };

export type ReadLinkBackQueryVariables = Exact<{
  id: string | number;
}>;


export type ReadLinkBackQuery = { node:
    | { id: string, provider: PaymentProviderCode, url: string | null, providerCustomerId: string | null, validForMinutes: number, createdAt: string, expiresAt: string, status: RegistrationLinkStatus, account: { key: string }, qrCode: { format: QrCodeFormat, dataUri: string, svg: string | null } | null, customer: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
          | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
          | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
          | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
          | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
         | null } | null }
    | Record<PropertyKey, never>
   | null };

export type FindCustomerQueryVariables = Exact<{
  by: CustomerLookupInput;
}>;


export type FindCustomerQuery = { customer: { id: string, paymentMethods: { nodes: Array<{ id: string }> } | null } | null };

export type CreateCustomerMutationVariables = Exact<{
  input: CreateCustomerInput;
}>;


export type CreateCustomerMutation = { createCustomer:
    | { __typename: 'AccessDeniedError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'AlreadyExistsError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, existing: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
          | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
          | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
          | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
          | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
         | null } | null }
    | { __typename: 'CreateCustomerSuccess', replayed: boolean, customer: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
          | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
          | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
          | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
          | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
         | null } }
    | { __typename: 'IdempotencyConflictError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'InvalidInputError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'OutcomeUnknownError', mayDuplicate: boolean, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'ProviderRejectedError', providerErrorCode: string | null, providerRequestId: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'UnavailableError', retryAt: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
   | null };

export type WrittenCustomerFragment = { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
    | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
    | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
    | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
    | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
   | null };

export type WrittenAddressFragment = { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null };

type ToldFailure_AccessDeniedError_Fragment = { message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null };

type ToldFailure_AlreadyExistsError_Fragment = { message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, existing: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
      | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
      | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
      | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
      | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
     | null } | null };

type ToldFailure_IdempotencyConflictError_Fragment = { message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null };

type ToldFailure_InvalidInputError_Fragment = { message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> };

type ToldFailure_NotFoundError_Fragment = { message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null };

type ToldFailure_OutcomeUnknownError_Fragment = { mayDuplicate: boolean, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null };

type ToldFailure_ProviderRejectedError_Fragment = { providerErrorCode: string | null, providerRequestId: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> };

type ToldFailure_StaleWriteError_Fragment = { message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, current: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
      | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
      | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
      | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
      | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
     | null } };

type ToldFailure_UnavailableError_Fragment = { retryAt: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null };

type ToldFailure_UnsupportedOperationError_Fragment = { message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, capability: { operation: ProviderOperation, support: CapabilitySupport, instead: ProviderOperation | null, note: string | null } };

export type ToldFailureFragment =
  | ToldFailure_AccessDeniedError_Fragment
  | ToldFailure_AlreadyExistsError_Fragment
  | ToldFailure_IdempotencyConflictError_Fragment
  | ToldFailure_InvalidInputError_Fragment
  | ToldFailure_NotFoundError_Fragment
  | ToldFailure_OutcomeUnknownError_Fragment
  | ToldFailure_ProviderRejectedError_Fragment
  | ToldFailure_StaleWriteError_Fragment
  | ToldFailure_UnavailableError_Fragment
  | ToldFailure_UnsupportedOperationError_Fragment
;

export type UpdateCustomerMutationVariables = Exact<{
  input: UpdateCustomerInput;
}>;


export type UpdateCustomerMutation = { updateCustomer:
    | { __typename: 'AccessDeniedError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'AlreadyExistsError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, existing: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
          | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
          | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
          | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
          | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
         | null } | null }
    | { __typename: 'IdempotencyConflictError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'InvalidInputError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'NotFoundError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'OutcomeUnknownError', mayDuplicate: boolean, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'ProviderRejectedError', providerErrorCode: string | null, providerRequestId: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'StaleWriteError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, current: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
          | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
          | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
          | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
          | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
         | null } }
    | { __typename: 'UnavailableError', retryAt: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'UnsupportedOperationError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, capability: { operation: ProviderOperation, support: CapabilitySupport, instead: ProviderOperation | null, note: string | null } }
    | { __typename: 'UpdateCustomerSuccess', replayed: boolean, customer: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
          | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
          | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
          | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
          | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
         | null } }
   | null };

export type DeleteCustomerMutationVariables = Exact<{
  input: DeleteCustomerInput;
}>;


export type DeleteCustomerMutation = { deleteCustomer:
    | { __typename: 'AccessDeniedError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'DeleteCustomerSuccess', deletedCustomerId: string, alreadyDeleted: boolean, retention: DeletionRetention, paymentMethods: DependentDeletion, replayed: boolean }
    | { __typename: 'IdempotencyConflictError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'InvalidInputError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'NotFoundError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'OutcomeUnknownError', mayDuplicate: boolean, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'ProviderRejectedError', providerErrorCode: string | null, providerRequestId: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'UnavailableError', retryAt: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'UnsupportedOperationError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, capability: { operation: ProviderOperation, support: CapabilitySupport, instead: ProviderOperation | null, note: string | null } }
   | null };

export type DeletePaymentMethodMutationVariables = Exact<{
  input: DeletePaymentMethodInput;
}>;


export type DeletePaymentMethodMutation = { deletePaymentMethod:
    | { __typename: 'AccessDeniedError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'DeletePaymentMethodSuccess', deletedPaymentMethodId: string, alreadyDeleted: boolean, replayed: boolean, customer: { id: string, paymentMethods: { nodes: Array<{ id: string }> } | null } | null }
    | { __typename: 'IdempotencyConflictError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'InvalidInputError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'NotFoundError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'OutcomeUnknownError', mayDuplicate: boolean, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'ProviderRejectedError', providerErrorCode: string | null, providerRequestId: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'UnavailableError', retryAt: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'UnsupportedOperationError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, capability: { operation: ProviderOperation, support: CapabilitySupport, instead: ProviderOperation | null, note: string | null } }
   | null };

export type CreateRegistrationLinkMutationVariables = Exact<{
  input: CreateRegistrationLinkInput;
}>;


export type CreateRegistrationLinkMutation = { createRegistrationLink:
    | { __typename: 'AccessDeniedError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'AlreadyExistsError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, existing: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
          | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
          | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
          | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
          | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
         | null } | null }
    | { __typename: 'CreateRegistrationLinkSuccess', replayed: boolean, registrationLink: { id: string, provider: PaymentProviderCode, url: string | null, providerCustomerId: string | null, validForMinutes: number, createdAt: string, expiresAt: string, status: RegistrationLinkStatus, account: { key: string }, qrCode: { format: QrCodeFormat, dataUri: string, svg: string | null } | null, customer: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
            | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
            | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
            | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
            | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
           | null } | null } }
    | { __typename: 'IdempotencyConflictError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'InvalidInputError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'OutcomeUnknownError', mayDuplicate: boolean, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'ProviderRejectedError', providerErrorCode: string | null, providerRequestId: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'UnavailableError', retryAt: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
   | null };

export type WrittenLinkFragment = { id: string, provider: PaymentProviderCode, url: string | null, providerCustomerId: string | null, validForMinutes: number, createdAt: string, expiresAt: string, status: RegistrationLinkStatus, account: { key: string }, qrCode: { format: QrCodeFormat, dataUri: string, svg: string | null } | null, customer: { id: string, provider: PaymentProviderCode, providerCustomerId: string | null, merchantReference: string | null, firstName: string | null, lastName: string | null, fullName: string | null, company: string | null, email: string | null, phone: string | null, createdAt: string | null, updatedAt: string | null, account: { key: string }, billingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, shippingAddress: { lines: Array<string>, city: string | null, region: string | null, postalCode: string | null, premise: string | null, subPremise: string | null, building: string | null, country: string | null, countryCode: string | null } | null, metadata: Array<{ key: string, value: string | number | boolean }>, details:
      | { __typename: 'BambooCustomerDetails', documentTypeId: number | null, documentNumber: string | null }
      | { __typename: 'BankingServiceCustomerDetails', profileId: string | null }
      | { __typename: 'MonriCustomerDetails', description: string | null, deletedAt: string | null }
      | { __typename: 'VerifoneCustomerDetails', entityId: string | null, title: string | null, companyRegistrationNumber: string | null, workPhone: string | null, taxIdentifier: string | null, verifoneLanguage: string | null }
     | null } | null };

export type AttachCustomerToPaymentMutationVariables = Exact<{
  input: AttachCustomerToPaymentInput;
}>;


export type AttachCustomerToPaymentMutation = { attachCustomerToPayment:
    | { __typename: 'AccessDeniedError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'AttachCustomerToPaymentSuccess', replayed: boolean, paymentLink: { paymentId: string, url: string | null, validForMinutes: number | null, qrCode: { format: QrCodeFormat, dataUri: string, svg: string | null } | null } }
    | { __typename: 'IdempotencyConflictError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'InvalidInputError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'NotFoundError', message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'OutcomeUnknownError', mayDuplicate: boolean, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
    | { __typename: 'ProviderRejectedError', providerErrorCode: string | null, providerRequestId: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
    | { __typename: 'UnavailableError', retryAt: string | null, message: string, code: VaultErrorCode, retryable: boolean, provider: PaymentProviderCode | null }
   | null };

export type CapabilityTableQueryVariables = Exact<{ [key: string]: never; }>;


export type CapabilityTableQuery = { paymentProviders: Array<{ code: PaymentProviderCode, capabilities: Array<{ operation: ProviderOperation, support: CapabilitySupport, requiredFields: Array<string>, unsupportedFields: Array<string> }> }> | null };

export type DeletedCustomerQueryVariables = Exact<{
  id: string | number;
}>;


export type DeletedCustomerQuery = { customer: { id: string, details:
      | { deletedAt: string | null }
      | Record<PropertyKey, never>
     | null } | null };

export type TwiceUnderOneKeyMutationVariables = Exact<{
  one: CreateCustomerInput;
  other: CreateCustomerInput;
}>;


export type TwiceUnderOneKeyMutation = { one:
    | { replayed: boolean, customer: { id: string, fullName: string | null } }
    | Record<PropertyKey, never>
   | null, other:
    | { replayed: boolean, customer: { id: string, fullName: string | null } }
    | Record<PropertyKey, never>
   | null };

export type OtherUnderKeyFragment = { other:
    | { replayed: boolean, customer: { id: string, fullName: string | null } }
    | Record<PropertyKey, never>
   | null };

export type CreatedUnderKeyFragment = { replayed: boolean, customer: { id: string, fullName: string | null } };

export type TwoMutationsUnderOneKeyMutationVariables = Exact<{
  create: CreateCustomerInput;
  update: UpdateCustomerInput;
}>;


export type TwoMutationsUnderOneKeyMutation = { createCustomer:
    | { replayed: boolean, customer: { id: string, fullName: string | null } }
    | Record<PropertyKey, never>
   | null, updateCustomer:
    | { replayed: boolean, customer: { id: string, fullName: string | null } }
    | Record<PropertyKey, never>
   | null };

export type ReadAroundUpdateMutationVariables = Exact<{
  id: string | number;
  firstMethod: string | number;
  secondMethod: string | number;
}>;


export type ReadAroundUpdateMutation = { before:
    | { customer: { email: string | null, paymentMethods: { nodes: Array<{ id: string }> } | null } | null }
    | Record<PropertyKey, never>
   | null, updateCustomer:
    | { customer: { email: string | null, account: { customers: { nodes: Array<{ email: string | null }> } | null } } }
    | Record<PropertyKey, never>
   | null, after:
    | { customer: { email: string | null, paymentMethods: { nodes: Array<{ id: string }> } | null } | null }
    | Record<PropertyKey, never>
   | null, deleteCustomer:
    | { __typename: 'AccessDeniedError' }
    | { __typename: 'DeleteCustomerSuccess' }
    | { __typename: 'IdempotencyConflictError' }
    | { __typename: 'InvalidInputError' }
    | { __typename: 'NotFoundError' }
    | { __typename: 'OutcomeUnknownError' }
    | { __typename: 'ProviderRejectedError' }
    | { __typename: 'UnavailableError' }
    | { __typename: 'UnsupportedOperationError' }
   | null, gone:
    | { customer: { email: string | null } | null }
    | Record<PropertyKey, never>
   | null };

export type ReadAroundReferenceMutationVariables = Exact<{
  id: string | number;
  taken: CreateCustomerInput;
}>;


export type ReadAroundReferenceMutation = { before:
    | { existing: { email: string | null } | null }
    | Record<PropertyKey, never>
   | null, updateCustomer:
    | { customer: { email: string | null } }
    | Record<PropertyKey, never>
   | null, after:
    | { existing: { email: string | null } | null }
    | Record<PropertyKey, never>
   | null };

export type ReadAroundRegistrationMutationVariables = Exact<{
  first: CreateRegistrationLinkInput;
  second: CreateRegistrationLinkInput;
}>;


export type ReadAroundRegistrationMutation = { before:
    | { registrationLink: { customer: { firstName: string | null } | null } }
    | Record<PropertyKey, never>
   | null, after:
    | { registrationLink: { customer: { firstName: string | null } | null } }
    | Record<PropertyKey, never>
   | null };

export type TwoUpdatesMutationVariables = Exact<{
  id: string | number;
}>;


export type TwoUpdatesMutation = { first:
    | { customer: { company: string | null, phone: string | null } }
    | Record<PropertyKey, never>
   | null, second:
    | { customer: { company: string | null, phone: string | null } }
    | Record<PropertyKey, never>
   | null };

export type TwoDetachmentsMutationVariables = Exact<{
  first: string | number;
  second: string | number;
}>;


export type TwoDetachmentsMutation = { first:
    | { customer: { paymentMethods: { nodes: Array<{ id: string }> } | null } | null }
    | Record<PropertyKey, never>
   | null, second:
    | { customer: { paymentMethods: { nodes: Array<{ id: string }> } | null } | null }
    | Record<PropertyKey, never>
   | null };

export type CustomerLeftFragment = { customer: { paymentMethods: { nodes: Array<{ id: string }> } | null } | null };

export type PicturesQueryVariables = Exact<{
  id: string | number;
  size: number;
}>;


export type PicturesQuery = { node:
    | { url: string | null, svg: { format: QrCodeFormat, dataUri: string, svg: string | null } | null, png: { format: QrCodeFormat, dataUri: string, svg: string | null } | null }
    | Record<PropertyKey, never>
   | null };

export type ListAfterCreationMutationVariables = Exact<{
  input: CreateCustomerInput;
}>;


export type ListAfterCreationMutation = { createCustomer:
    | { customer: { account: { customers: { nodes: Array<{ merchantReference: string | null }> } | null } } }
    | Record<PropertyKey, never>
   | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AccountFactsFragmentDoc = new TypedDocumentString(`
    fragment AccountFacts on ProviderAccount {
  key
  displayName
  environment
  provider {
    code
  }
}
    `, {"fragmentName":"AccountFacts"}) as unknown as TypedDocumentString<AccountFactsFragment, unknown>;
export const CustomerWithIdsFragmentDoc = new TypedDocumentString(`
    fragment CustomerWithIds on Customer {
  id
  providerCustomerId
  merchantReference
  fullName
  email
  account {
    key
  }
  paymentMethods(first: 3) {
    edges {
      cursor
      node {
        id
        token
        merchantReference
      }
    }
  }
}
    `, {"fragmentName":"CustomerWithIds"}) as unknown as TypedDocumentString<CustomerWithIdsFragment, unknown>;
export const CustomerFactsFragmentDoc = new TypedDocumentString(`
    fragment CustomerFacts on Customer {
  id
  fullName
  email
  createdAt
  merchantReference
}
    `, {"fragmentName":"CustomerFacts"}) as unknown as TypedDocumentString<CustomerFactsFragment, unknown>;
export const WholeAddressFragmentDoc = new TypedDocumentString(`
    fragment WholeAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}
    `, {"fragmentName":"WholeAddress"}) as unknown as TypedDocumentString<WholeAddressFragment, unknown>;
export const WholeMethodFragmentDoc = new TypedDocumentString(`
    fragment WholeMethod on PaymentMethod {
  id
  provider
  account {
    key
  }
  status
  displayLabel
  merchantReference
  token
  createdAt
  updatedAt
  retainedUntil
  instrument {
    __typename
    ... on CardInstrument {
      brand
      maskedNumber
      cardEnding: last4
      bin
      expiryMonth
      expiryYear
    }
    ... on SepaInstrument {
      last4
      bic
      countryCode
    }
    ... on OpenBankingInstrument {
      last4
      bic
      countryCode
    }
    ... on OtherInstrument {
      providerKind
    }
  }
}
    `, {"fragmentName":"WholeMethod"}) as unknown as TypedDocumentString<WholeMethodFragment, unknown>;
export const WrittenAddressFragmentDoc = new TypedDocumentString(`
    fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}
    `, {"fragmentName":"WrittenAddress"}) as unknown as TypedDocumentString<WrittenAddressFragment, unknown>;
export const WrittenCustomerFragmentDoc = new TypedDocumentString(`
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
    fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}`, {"fragmentName":"WrittenCustomer"}) as unknown as TypedDocumentString<WrittenCustomerFragment, unknown>;
export const ToldFailureFragmentDoc = new TypedDocumentString(`
    fragment ToldFailure on VaultError {
  message
  code
  retryable
  provider
  ... on InvalidInputError {
    issues {
      path
      code
      message
    }
  }
  ... on ProviderRejectedError {
    providerErrorCode
    providerRequestId
    issues {
      path
      code
      message
    }
  }
  ... on AlreadyExistsError {
    existing {
      ...WrittenCustomer
    }
  }
  ... on UnsupportedOperationError {
    capability {
      operation
      support
      instead
      note
    }
  }
  ... on StaleWriteError {
    current {
      ...WrittenCustomer
    }
  }
  ... on UnavailableError {
    retryAt
  }
  ... on OutcomeUnknownError {
    mayDuplicate
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}`, {"fragmentName":"ToldFailure"}) as unknown as TypedDocumentString<ToldFailureFragment, unknown>;
export const WrittenLinkFragmentDoc = new TypedDocumentString(`
    fragment WrittenLink on RegistrationLink {
  id
  provider
  account {
    key
  }
  url
  qrCode(format: PNG) {
    format
    dataUri
    svg
  }
  providerCustomerId
  validForMinutes
  createdAt
  expiresAt
  status
  customer {
    ...WrittenCustomer
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}`, {"fragmentName":"WrittenLink"}) as unknown as TypedDocumentString<WrittenLinkFragment, unknown>;
export const CreatedUnderKeyFragmentDoc = new TypedDocumentString(`
    fragment CreatedUnderKey on CreateCustomerResult {
  ... on CreateCustomerSuccess {
    replayed
    customer {
      id
      fullName
    }
  }
}
    `, {"fragmentName":"CreatedUnderKey"}) as unknown as TypedDocumentString<CreatedUnderKeyFragment, unknown>;
export const OtherUnderKeyFragmentDoc = new TypedDocumentString(`
    fragment OtherUnderKey on Mutation {
  other: createCustomer(input: $other) {
    ...CreatedUnderKey
  }
}
    fragment CreatedUnderKey on CreateCustomerResult {
  ... on CreateCustomerSuccess {
    replayed
    customer {
      id
      fullName
    }
  }
}`, {"fragmentName":"OtherUnderKey"}) as unknown as TypedDocumentString<OtherUnderKeyFragment, unknown>;
export const CustomerLeftFragmentDoc = new TypedDocumentString(`
    fragment CustomerLeft on DeletePaymentMethodSuccess {
  customer {
    paymentMethods {
      nodes {
        id
      }
    }
  }
}
    `, {"fragmentName":"CustomerLeft"}) as unknown as TypedDocumentString<CustomerLeftFragment, unknown>;
export const ConfiguredAccountsDocument = new TypedDocumentString(`
    query ConfiguredAccounts($key: String!) {
  all: providerAccounts {
    ...AccountFacts
  }
  monri: providerAccounts(provider: MONRI) {
    ...AccountFacts
  }
  one: providerAccount(key: $key) {
    ...AccountFacts
  }
  viewer {
    tenant
    scopes
  }
}
    fragment AccountFacts on ProviderAccount {
  key
  displayName
  environment
  provider {
    code
  }
}`) as unknown as TypedDocumentString<ConfiguredAccountsQuery, ConfiguredAccountsQueryVariables>;
export const ConfiguredProvidersDocument = new TypedDocumentString(`
    query ConfiguredProviders {
  operations: __type(name: "ProviderOperation") {
    enumValues {
      name
    }
  }
  paymentProviders {
    code
    displayName
    accounts {
      key
    }
    capabilities {
      operation
      support
      instead
      filters
      note
    }
    single: capability(of: DELETE_PAYMENT_METHOD) {
      operation
      support
      instead
      filters
      note
    }
  }
  paymentProvider(code: VERIFONE) {
    code
  }
}
    `) as unknown as TypedDocumentString<ConfiguredProvidersQuery, ConfiguredProvidersQueryVariables>;
export const HealthOfMonriDocument = new TypedDocumentString(`
    query HealthOfMonri {
  providerAccounts(provider: MONRI) {
    health {
      status
      lastSuccessAt
      retryAt
    }
  }
}
    `) as unknown as TypedDocumentString<HealthOfMonriQuery, HealthOfMonriQueryVariables>;
export const OneMonriCustomerDocument = new TypedDocumentString(`
    query OneMonriCustomer {
  customers(accounts: ["monri-1"], first: 1) {
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<OneMonriCustomerQuery, OneMonriCustomerQueryVariables>;
export const CustomersOfDocument = new TypedDocumentString(`
    query CustomersOf($account: String!, $first: Int!, $after: String) {
  customers(accounts: [$account], first: $first, after: $after) {
    nodes {
      id
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CustomersOfQuery, CustomersOfQueryVariables>;
export const SeveralObjectsDocument = new TypedDocumentString(`
    query SeveralObjects($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
  }
}
    `) as unknown as TypedDocumentString<SeveralObjectsQuery, SeveralObjectsQueryVariables>;
export const CustomersWithMethodsDocument = new TypedDocumentString(`
    query CustomersWithMethods($account: String!, $first: Int!) {
  customers(accounts: [$account], first: $first) {
    nodes {
      fullName
      paymentMethods {
        nodes {
          displayLabel
          customer {
            id
            email
            account {
              key
            }
          }
          account {
            key
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomersWithMethodsQuery, CustomersWithMethodsQueryVariables>;
export const CustomersWithReferencesDocument = new TypedDocumentString(`
    query CustomersWithReferences($account: String!) {
  customers(accounts: [$account], first: 6) {
    nodes {
      merchantReference
      again: merchantReference
    }
  }
}
    `) as unknown as TypedDocumentString<CustomersWithReferencesQuery, CustomersWithReferencesQueryVariables>;
export const CachedListDocument = new TypedDocumentString(`
    query CachedList($account: String!) {
  customers(accounts: [$account], first: 3) {
    nodes {
      id
      email
    }
    sources {
      status
    }
  }
}
    `) as unknown as TypedDocumentString<CachedListQuery, CachedListQueryVariables>;
export const CachedChangeDocument = new TypedDocumentString(`
    mutation CachedChange($input: UpdateCustomerInput!) {
  updateCustomer(input: $input) {
    ... on UpdateCustomerSuccess {
      customer {
        id
        email
      }
    }
    ... on VaultError {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CachedChangeMutation, CachedChangeMutationVariables>;
export const CachedRemovalDocument = new TypedDocumentString(`
    mutation CachedRemoval($input: DeleteCustomerInput!) {
  deleteCustomer(input: $input) {
    ... on DeleteCustomerSuccess {
      deletedCustomerId
    }
    ... on VaultError {
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CachedRemovalMutation, CachedRemovalMutationVariables>;
export const TrialCreateDocument = new TypedDocumentString(`
    mutation TrialCreate($input: CreateCustomerInput!) {
  outcome: createCustomer(input: $input) {
    type: __typename
    ... on CreateCustomerSuccess {
      replayed
      customer {
        id
        providerCustomerId
      }
    }
    ... on VaultError {
      code
      retryable
    }
  }
}
    `) as unknown as TypedDocumentString<TrialCreateMutation, TrialCreateMutationVariables>;
export const TrialUpdateDocument = new TypedDocumentString(`
    mutation TrialUpdate($input: UpdateCustomerInput!) {
  outcome: updateCustomer(input: $input) {
    type: __typename
    ... on UpdateCustomerSuccess {
      replayed
      customer {
        id
        providerCustomerId
      }
    }
    ... on VaultError {
      code
      retryable
    }
  }
}
    `) as unknown as TypedDocumentString<TrialUpdateMutation, TrialUpdateMutationVariables>;
export const TrialDeleteDocument = new TypedDocumentString(`
    mutation TrialDelete($input: DeleteCustomerInput!) {
  outcome: deleteCustomer(input: $input) {
    type: __typename
    ... on DeleteCustomerSuccess {
      replayed
    }
    ... on VaultError {
      code
      retryable
    }
  }
}
    `) as unknown as TypedDocumentString<TrialDeleteMutation, TrialDeleteMutationVariables>;
export const TrialDetachDocument = new TypedDocumentString(`
    mutation TrialDetach($input: DeletePaymentMethodInput!) {
  outcome: deletePaymentMethod(input: $input) {
    type: __typename
    ... on DeletePaymentMethodSuccess {
      replayed
    }
    ... on VaultError {
      code
      retryable
    }
  }
}
    `) as unknown as TypedDocumentString<TrialDetachMutation, TrialDetachMutationVariables>;
export const TrialRegisterDocument = new TypedDocumentString(`
    mutation TrialRegister($input: CreateRegistrationLinkInput!) {
  outcome: createRegistrationLink(input: $input) {
    type: __typename
    ... on CreateRegistrationLinkSuccess {
      replayed
      registrationLink {
        url
      }
    }
    ... on VaultError {
      code
      retryable
    }
  }
}
    `) as unknown as TypedDocumentString<TrialRegisterMutation, TrialRegisterMutationVariables>;
export const TrialAttachDocument = new TypedDocumentString(`
    mutation TrialAttach($input: AttachCustomerToPaymentInput!) {
  outcome: attachCustomerToPayment(input: $input) {
    type: __typename
    ... on AttachCustomerToPaymentSuccess {
      replayed
      paymentLink {
        paymentId
      }
    }
    ... on VaultError {
      code
      retryable
    }
  }
}
    `) as unknown as TypedDocumentString<TrialAttachMutation, TrialAttachMutationVariables>;
export const TrialCustomerDocument = new TypedDocumentString(`
    query TrialCustomer($by: CustomerLookupInput!) {
  customer(by: $by) {
    id
  }
}
    `) as unknown as TypedDocumentString<TrialCustomerQuery, TrialCustomerQueryVariables>;
export const TrialMethodsDocument = new TypedDocumentString(`
    query TrialMethods($customerId: String!) {
  customer(
    by: {providerCustomerId: {provider: BANKING_SERVICE, customerId: $customerId}}
  ) {
    paymentMethods {
      nodes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TrialMethodsQuery, TrialMethodsQueryVariables>;
export const GeneratedCreateDocument = new TypedDocumentString(`
    mutation GeneratedCreate($input: CreateCustomerInput!) {
  outcome: createCustomer(input: $input) {
    type: __typename
    ... on CreateCustomerSuccess {
      customer {
        id
      }
    }
    ... on InvalidInputError {
      issues {
        path
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GeneratedCreateMutation, GeneratedCreateMutationVariables>;
export const GeneratedRegistrationDocument = new TypedDocumentString(`
    mutation GeneratedRegistration($input: CreateRegistrationLinkInput!) {
  outcome: createRegistrationLink(input: $input) {
    type: __typename
    ... on CreateRegistrationLinkSuccess {
      registrationLink {
        customer {
          id
        }
      }
    }
    ... on InvalidInputError {
      issues {
        path
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GeneratedRegistrationMutation, GeneratedRegistrationMutationVariables>;
export const RoundTripDocument = new TypedDocumentString(`
    query RoundTrip($id: ID!) {
  customer(by: {id: $id}) {
    ...WrittenCustomer
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}`) as unknown as TypedDocumentString<RoundTripQuery, RoundTripQueryVariables>;
export const EverythingWithAnIdDocument = new TypedDocumentString(`
    query EverythingWithAnId($customer: CustomerLookupInput!) {
  customer(by: $customer) {
    ...CustomerWithIds
  }
  providerAccounts {
    id
    key
    customers(first: 5) {
      edges {
        cursor
        node {
          ...CustomerWithIds
        }
      }
      sources {
        retryCursor
      }
    }
  }
}
    fragment CustomerWithIds on Customer {
  id
  providerCustomerId
  merchantReference
  fullName
  email
  account {
    key
  }
  paymentMethods(first: 3) {
    edges {
      cursor
      node {
        id
        token
        merchantReference
      }
    }
  }
}`) as unknown as TypedDocumentString<EverythingWithAnIdQuery, EverythingWithAnIdQueryVariables>;
export const CustomersOfEachAccountDocument = new TypedDocumentString(`
    query CustomersOfEachAccount($filter: CustomerFilterInput) {
  providerAccounts {
    key
    customers(first: 2, filter: $filter) {
      nodes {
        providerCustomerId
      }
      totalCount
      pageInfo {
        hasNextPage
      }
      sources {
        account {
          key
        }
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomersOfEachAccountQuery, CustomersOfEachAccountQueryVariables>;
export const LookUpCustomerDocument = new TypedDocumentString(`
    query LookUpCustomer($by: CustomerLookupInput!, $includeDeleted: Boolean! = false) {
  customer(by: $by, includeDeleted: $includeDeleted) {
    id
    providerCustomerId
    merchantReference
    viewerCanUpdate
    viewerCanDelete
    details {
      ... on MonriCustomerDetails {
        deletedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LookUpCustomerQuery, LookUpCustomerQueryVariables>;
export const RefetchObjectsDocument = new TypedDocumentString(`
    query RefetchObjects($id: ID!, $ids: [ID!]!) {
  node(id: $id) {
    __typename
    id
  }
  nodes(ids: $ids) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<RefetchObjectsQuery, RefetchObjectsQueryVariables>;
export const SomeIdsDocument = new TypedDocumentString(`
    query SomeIds {
  providerAccounts {
    id
  }
  customers(accounts: ["banking-service", "monri-2"], first: 100) {
    nodes {
      id
      paymentMethods(first: 2) {
        nodes {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SomeIdsQuery, SomeIdsQueryVariables>;
export const MetadataOfCustomerDocument = new TypedDocumentString(`
    query MetadataOfCustomer($customerId: String!) {
  customer(
    by: {providerCustomerId: {provider: MONRI, account: "monri-1", customerId: $customerId}}
  ) {
    all: metadata {
      key
      value
    }
    some: metadata(keys: ["number", "missing"]) {
      key
      value
    }
    none: metadata(keys: []) {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<MetadataOfCustomerQuery, MetadataOfCustomerQueryVariables>;
export const CustomersAndWhatBelongsToThemDocument = new TypedDocumentString(`
    query CustomersAndWhatBelongsToThem($account: String!) {
  customers(accounts: [$account], first: 3) {
    nodes {
      fullName
      merchantReference
      paymentMethods {
        nodes {
          displayLabel
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomersAndWhatBelongsToThemQuery, CustomersAndWhatBelongsToThemQueryVariables>;
export const FromMethodToCustomerDocument = new TypedDocumentString(`
    query FromMethodToCustomer($id: ID!) {
  paymentMethod(id: $id) {
    displayLabel
    customer {
      fullName
    }
  }
}
    `) as unknown as TypedDocumentString<FromMethodToCustomerQuery, FromMethodToCustomerQueryVariables>;
export const SomeNodesDocument = new TypedDocumentString(`
    query SomeNodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
  }
}
    `) as unknown as TypedDocumentString<SomeNodesQuery, SomeNodesQueryVariables>;
export const OneCustomerOfEachDocument = new TypedDocumentString(`
    query OneCustomerOfEach($bamboo: String!, $bank: String!, $monri: String!, $verifone: String!) {
  bamboo: customer(by: {reference: {provider: BAMBOO, reference: $bamboo}}) {
    ...CustomerFacts
  }
  bank: customer(
    by: {providerCustomerId: {provider: BANKING_SERVICE, customerId: $bank}}
  ) {
    ...CustomerFacts
  }
  monri: customer(
    by: {providerCustomerId: {provider: MONRI, account: "monri-1", customerId: $monri}}
  ) {
    ...CustomerFacts
  }
  verifone: customer(
    by: {providerCustomerId: {provider: VERIFONE, account: "verifone-1", customerId: $verifone}}
  ) {
    ...CustomerFacts
  }
}
    fragment CustomerFacts on Customer {
  id
  fullName
  email
  createdAt
  merchantReference
}`) as unknown as TypedDocumentString<OneCustomerOfEachQuery, OneCustomerOfEachQueryVariables>;
export const CustomerInFullDocument = new TypedDocumentString(`
    query CustomerInFull($by: CustomerLookupInput!) {
  customer(by: $by) {
    provider
    account {
      key
    }
    providerCustomerId
    merchantReference
    firstName
    lastName
    fullName
    company
    email
    phone
    billingAddress {
      ...WholeAddress
    }
    shippingAddress {
      ...WholeAddress
    }
    metadata {
      key
      value
    }
    createdAt
    updatedAt
    viewerCanUpdate
    viewerCanDelete
    details {
      __typename
      ... on BambooCustomerDetails {
        documentTypeId
        documentNumber
      }
      ... on BankingServiceCustomerDetails {
        profileId
      }
      ... on MonriCustomerDetails {
        description
        deletedAt
      }
      ... on VerifoneCustomerDetails {
        entityId
        title
        verifoneLanguage: language
        companyRegistrationNumber
        workPhone
        taxIdentifier
      }
    }
  }
}
    fragment WholeAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}`) as unknown as TypedDocumentString<CustomerInFullQuery, CustomerInFullQueryVariables>;
export const CustomerListDocument = new TypedDocumentString(`
    query CustomerList($first: Int!, $after: String, $filter: CustomerFilterInput, $providers: [ListingProviderCode!], $accounts: [String!]) {
  customers(
    first: $first
    after: $after
    filter: $filter
    providers: $providers
    accounts: $accounts
  ) {
    edges {
      cursor
      node {
        id
      }
    }
    nodes {
      id
      providerCustomerId
      email
      createdAt
      account {
        key
      }
    }
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    sources {
      account {
        key
      }
      status
      retryCursor
      problem {
        __typename
        code
        message
        provider
        retryable
        ... on UnsupportedOperationError {
          capability {
            operation
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerListQuery, CustomerListQueryVariables>;
export const MethodsOfCustomerDocument = new TypedDocumentString(`
    query MethodsOfCustomer($by: CustomerLookupInput!, $first: Int!, $after: String) {
  customer(by: $by) {
    id
    paymentMethods(first: $first, after: $after) {
      edges {
        cursor
      }
      nodes {
        ...WholeMethod
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      sources {
        account {
          key
        }
        status
        retryCursor
        problem {
          __typename
          code
          message
          provider
          retryable
        }
      }
    }
  }
}
    fragment WholeMethod on PaymentMethod {
  id
  provider
  account {
    key
  }
  status
  displayLabel
  merchantReference
  token
  createdAt
  updatedAt
  retainedUntil
  instrument {
    __typename
    ... on CardInstrument {
      brand
      maskedNumber
      cardEnding: last4
      bin
      expiryMonth
      expiryYear
    }
    ... on SepaInstrument {
      last4
      bic
      countryCode
    }
    ... on OpenBankingInstrument {
      last4
      bic
      countryCode
    }
    ... on OtherInstrument {
      providerKind
    }
  }
}`) as unknown as TypedDocumentString<MethodsOfCustomerQuery, MethodsOfCustomerQueryVariables>;
export const MethodByIdDocument = new TypedDocumentString(`
    query MethodById($id: ID!) {
  paymentMethod(id: $id) {
    ...WholeMethod
    customer {
      id
    }
  }
}
    fragment WholeMethod on PaymentMethod {
  id
  provider
  account {
    key
  }
  status
  displayLabel
  merchantReference
  token
  createdAt
  updatedAt
  retainedUntil
  instrument {
    __typename
    ... on CardInstrument {
      brand
      maskedNumber
      cardEnding: last4
      bin
      expiryMonth
      expiryYear
    }
    ... on SepaInstrument {
      last4
      bic
      countryCode
    }
    ... on OpenBankingInstrument {
      last4
      bic
      countryCode
    }
    ... on OtherInstrument {
      providerKind
    }
  }
}`) as unknown as TypedDocumentString<MethodByIdQuery, MethodByIdQueryVariables>;
export const ReadCustomerBackDocument = new TypedDocumentString(`
    query ReadCustomerBack($id: ID!) {
  node(id: $id) {
    ...WrittenCustomer
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}`) as unknown as TypedDocumentString<ReadCustomerBackQuery, ReadCustomerBackQueryVariables>;
export const ReadLinkBackDocument = new TypedDocumentString(`
    query ReadLinkBack($id: ID!) {
  node(id: $id) {
    ...WrittenLink
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}
fragment WrittenLink on RegistrationLink {
  id
  provider
  account {
    key
  }
  url
  qrCode(format: PNG) {
    format
    dataUri
    svg
  }
  providerCustomerId
  validForMinutes
  createdAt
  expiresAt
  status
  customer {
    ...WrittenCustomer
  }
}`) as unknown as TypedDocumentString<ReadLinkBackQuery, ReadLinkBackQueryVariables>;
export const FindCustomerDocument = new TypedDocumentString(`
    query FindCustomer($by: CustomerLookupInput!) {
  customer(by: $by) {
    id
    paymentMethods {
      nodes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindCustomerQuery, FindCustomerQueryVariables>;
export const CreateCustomerDocument = new TypedDocumentString(`
    mutation CreateCustomer($input: CreateCustomerInput!) {
  createCustomer(input: $input) {
    __typename
    ... on CreateCustomerSuccess {
      replayed
      customer {
        ...WrittenCustomer
      }
    }
    ...ToldFailure
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}
fragment ToldFailure on VaultError {
  message
  code
  retryable
  provider
  ... on InvalidInputError {
    issues {
      path
      code
      message
    }
  }
  ... on ProviderRejectedError {
    providerErrorCode
    providerRequestId
    issues {
      path
      code
      message
    }
  }
  ... on AlreadyExistsError {
    existing {
      ...WrittenCustomer
    }
  }
  ... on UnsupportedOperationError {
    capability {
      operation
      support
      instead
      note
    }
  }
  ... on StaleWriteError {
    current {
      ...WrittenCustomer
    }
  }
  ... on UnavailableError {
    retryAt
  }
  ... on OutcomeUnknownError {
    mayDuplicate
  }
}`) as unknown as TypedDocumentString<CreateCustomerMutation, CreateCustomerMutationVariables>;
export const UpdateCustomerDocument = new TypedDocumentString(`
    mutation UpdateCustomer($input: UpdateCustomerInput!) {
  updateCustomer(input: $input) {
    __typename
    ... on UpdateCustomerSuccess {
      replayed
      customer {
        ...WrittenCustomer
      }
    }
    ...ToldFailure
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}
fragment ToldFailure on VaultError {
  message
  code
  retryable
  provider
  ... on InvalidInputError {
    issues {
      path
      code
      message
    }
  }
  ... on ProviderRejectedError {
    providerErrorCode
    providerRequestId
    issues {
      path
      code
      message
    }
  }
  ... on AlreadyExistsError {
    existing {
      ...WrittenCustomer
    }
  }
  ... on UnsupportedOperationError {
    capability {
      operation
      support
      instead
      note
    }
  }
  ... on StaleWriteError {
    current {
      ...WrittenCustomer
    }
  }
  ... on UnavailableError {
    retryAt
  }
  ... on OutcomeUnknownError {
    mayDuplicate
  }
}`) as unknown as TypedDocumentString<UpdateCustomerMutation, UpdateCustomerMutationVariables>;
export const DeleteCustomerDocument = new TypedDocumentString(`
    mutation DeleteCustomer($input: DeleteCustomerInput!) {
  deleteCustomer(input: $input) {
    __typename
    ... on DeleteCustomerSuccess {
      deletedCustomerId
      alreadyDeleted
      retention
      paymentMethods
      replayed
    }
    ...ToldFailure
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}
fragment ToldFailure on VaultError {
  message
  code
  retryable
  provider
  ... on InvalidInputError {
    issues {
      path
      code
      message
    }
  }
  ... on ProviderRejectedError {
    providerErrorCode
    providerRequestId
    issues {
      path
      code
      message
    }
  }
  ... on AlreadyExistsError {
    existing {
      ...WrittenCustomer
    }
  }
  ... on UnsupportedOperationError {
    capability {
      operation
      support
      instead
      note
    }
  }
  ... on StaleWriteError {
    current {
      ...WrittenCustomer
    }
  }
  ... on UnavailableError {
    retryAt
  }
  ... on OutcomeUnknownError {
    mayDuplicate
  }
}`) as unknown as TypedDocumentString<DeleteCustomerMutation, DeleteCustomerMutationVariables>;
export const DeletePaymentMethodDocument = new TypedDocumentString(`
    mutation DeletePaymentMethod($input: DeletePaymentMethodInput!) {
  deletePaymentMethod(input: $input) {
    __typename
    ... on DeletePaymentMethodSuccess {
      deletedPaymentMethodId
      alreadyDeleted
      customer {
        id
        paymentMethods {
          nodes {
            id
          }
        }
      }
      replayed
    }
    ...ToldFailure
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}
fragment ToldFailure on VaultError {
  message
  code
  retryable
  provider
  ... on InvalidInputError {
    issues {
      path
      code
      message
    }
  }
  ... on ProviderRejectedError {
    providerErrorCode
    providerRequestId
    issues {
      path
      code
      message
    }
  }
  ... on AlreadyExistsError {
    existing {
      ...WrittenCustomer
    }
  }
  ... on UnsupportedOperationError {
    capability {
      operation
      support
      instead
      note
    }
  }
  ... on StaleWriteError {
    current {
      ...WrittenCustomer
    }
  }
  ... on UnavailableError {
    retryAt
  }
  ... on OutcomeUnknownError {
    mayDuplicate
  }
}`) as unknown as TypedDocumentString<DeletePaymentMethodMutation, DeletePaymentMethodMutationVariables>;
export const CreateRegistrationLinkDocument = new TypedDocumentString(`
    mutation CreateRegistrationLink($input: CreateRegistrationLinkInput!) {
  createRegistrationLink(input: $input) {
    __typename
    ... on CreateRegistrationLinkSuccess {
      replayed
      registrationLink {
        ...WrittenLink
      }
    }
    ...ToldFailure
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}
fragment ToldFailure on VaultError {
  message
  code
  retryable
  provider
  ... on InvalidInputError {
    issues {
      path
      code
      message
    }
  }
  ... on ProviderRejectedError {
    providerErrorCode
    providerRequestId
    issues {
      path
      code
      message
    }
  }
  ... on AlreadyExistsError {
    existing {
      ...WrittenCustomer
    }
  }
  ... on UnsupportedOperationError {
    capability {
      operation
      support
      instead
      note
    }
  }
  ... on StaleWriteError {
    current {
      ...WrittenCustomer
    }
  }
  ... on UnavailableError {
    retryAt
  }
  ... on OutcomeUnknownError {
    mayDuplicate
  }
}
fragment WrittenLink on RegistrationLink {
  id
  provider
  account {
    key
  }
  url
  qrCode(format: PNG) {
    format
    dataUri
    svg
  }
  providerCustomerId
  validForMinutes
  createdAt
  expiresAt
  status
  customer {
    ...WrittenCustomer
  }
}`) as unknown as TypedDocumentString<CreateRegistrationLinkMutation, CreateRegistrationLinkMutationVariables>;
export const AttachCustomerToPaymentDocument = new TypedDocumentString(`
    mutation AttachCustomerToPayment($input: AttachCustomerToPaymentInput!) {
  attachCustomerToPayment(input: $input) {
    __typename
    ... on AttachCustomerToPaymentSuccess {
      replayed
      paymentLink {
        paymentId
        url
        qrCode(format: SVG, size: 200) {
          format
          dataUri
          svg
        }
        validForMinutes
      }
    }
    ...ToldFailure
  }
}
    fragment WrittenCustomer on Customer {
  id
  provider
  account {
    key
  }
  providerCustomerId
  merchantReference
  firstName
  lastName
  fullName
  company
  email
  phone
  billingAddress {
    ...WrittenAddress
  }
  shippingAddress {
    ...WrittenAddress
  }
  metadata {
    key
    value
  }
  createdAt
  updatedAt
  details {
    __typename
    ... on BambooCustomerDetails {
      documentTypeId
      documentNumber
    }
    ... on BankingServiceCustomerDetails {
      profileId
    }
    ... on MonriCustomerDetails {
      description
      deletedAt
    }
    ... on VerifoneCustomerDetails {
      entityId
      title
      verifoneLanguage: language
      companyRegistrationNumber
      workPhone
      taxIdentifier
    }
  }
}
fragment WrittenAddress on CustomerAddress {
  lines
  city
  region
  postalCode
  premise
  subPremise
  building
  country
  countryCode
}
fragment ToldFailure on VaultError {
  message
  code
  retryable
  provider
  ... on InvalidInputError {
    issues {
      path
      code
      message
    }
  }
  ... on ProviderRejectedError {
    providerErrorCode
    providerRequestId
    issues {
      path
      code
      message
    }
  }
  ... on AlreadyExistsError {
    existing {
      ...WrittenCustomer
    }
  }
  ... on UnsupportedOperationError {
    capability {
      operation
      support
      instead
      note
    }
  }
  ... on StaleWriteError {
    current {
      ...WrittenCustomer
    }
  }
  ... on UnavailableError {
    retryAt
  }
  ... on OutcomeUnknownError {
    mayDuplicate
  }
}`) as unknown as TypedDocumentString<AttachCustomerToPaymentMutation, AttachCustomerToPaymentMutationVariables>;
export const CapabilityTableDocument = new TypedDocumentString(`
    query CapabilityTable {
  paymentProviders {
    code
    capabilities {
      operation
      support
      requiredFields
      unsupportedFields
    }
  }
}
    `) as unknown as TypedDocumentString<CapabilityTableQuery, CapabilityTableQueryVariables>;
export const DeletedCustomerDocument = new TypedDocumentString(`
    query DeletedCustomer($id: ID!) {
  customer(by: {id: $id}, includeDeleted: true) {
    id
    details {
      ... on MonriCustomerDetails {
        deletedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeletedCustomerQuery, DeletedCustomerQueryVariables>;
export const TwiceUnderOneKeyDocument = new TypedDocumentString(`
    mutation TwiceUnderOneKey($one: CreateCustomerInput!, $other: CreateCustomerInput!) {
  one: createCustomer(input: $one) {
    ...CreatedUnderKey
  }
  ...OtherUnderKey
}
    fragment OtherUnderKey on Mutation {
  other: createCustomer(input: $other) {
    ...CreatedUnderKey
  }
}
fragment CreatedUnderKey on CreateCustomerResult {
  ... on CreateCustomerSuccess {
    replayed
    customer {
      id
      fullName
    }
  }
}`) as unknown as TypedDocumentString<TwiceUnderOneKeyMutation, TwiceUnderOneKeyMutationVariables>;
export const TwoMutationsUnderOneKeyDocument = new TypedDocumentString(`
    mutation TwoMutationsUnderOneKey($create: CreateCustomerInput!, $update: UpdateCustomerInput!) {
  createCustomer(input: $create) {
    ...CreatedUnderKey
  }
  updateCustomer(input: $update) {
    ... on UpdateCustomerSuccess {
      replayed
      customer {
        id
        fullName
      }
    }
  }
}
    fragment CreatedUnderKey on CreateCustomerResult {
  ... on CreateCustomerSuccess {
    replayed
    customer {
      id
      fullName
    }
  }
}`) as unknown as TypedDocumentString<TwoMutationsUnderOneKeyMutation, TwoMutationsUnderOneKeyMutationVariables>;
export const ReadAroundUpdateDocument = new TypedDocumentString(`
    mutation ReadAroundUpdate($id: ID!, $firstMethod: ID!, $secondMethod: ID!) {
  before: deletePaymentMethod(input: {id: $firstMethod}) {
    ... on DeletePaymentMethodSuccess {
      customer {
        email
        paymentMethods {
          nodes {
            id
          }
        }
      }
    }
  }
  updateCustomer(input: {id: $id, patch: {email: "after@example.com"}}) {
    ... on UpdateCustomerSuccess {
      customer {
        email
        account {
          customers(first: 70) {
            nodes {
              email
            }
          }
        }
      }
    }
  }
  after: deletePaymentMethod(input: {id: $secondMethod}) {
    ... on DeletePaymentMethodSuccess {
      customer {
        email
        paymentMethods {
          nodes {
            id
          }
        }
      }
    }
  }
  deleteCustomer(input: {id: $id}) {
    __typename
  }
  gone: deletePaymentMethod(input: {id: $firstMethod}) {
    ... on DeletePaymentMethodSuccess {
      customer {
        email
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadAroundUpdateMutation, ReadAroundUpdateMutationVariables>;
export const ReadAroundReferenceDocument = new TypedDocumentString(`
    mutation ReadAroundReference($id: ID!, $taken: CreateCustomerInput!) {
  before: createCustomer(input: $taken) {
    ... on AlreadyExistsError {
      existing {
        email
      }
    }
  }
  updateCustomer(input: {id: $id, patch: {email: "after@example.com"}}) {
    ... on UpdateCustomerSuccess {
      customer {
        email
      }
    }
  }
  after: createCustomer(input: $taken) {
    ... on AlreadyExistsError {
      existing {
        email
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadAroundReferenceMutation, ReadAroundReferenceMutationVariables>;
export const ReadAroundRegistrationDocument = new TypedDocumentString(`
    mutation ReadAroundRegistration($first: CreateRegistrationLinkInput!, $second: CreateRegistrationLinkInput!) {
  before: createRegistrationLink(input: $first) {
    ... on CreateRegistrationLinkSuccess {
      registrationLink {
        customer {
          firstName
        }
      }
    }
  }
  after: createRegistrationLink(input: $second) {
    ... on CreateRegistrationLinkSuccess {
      registrationLink {
        customer {
          firstName
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadAroundRegistrationMutation, ReadAroundRegistrationMutationVariables>;
export const TwoUpdatesDocument = new TypedDocumentString(`
    mutation TwoUpdates($id: ID!) {
  first: updateCustomer(input: {id: $id, patch: {company: "Rambla"}}) {
    ... on UpdateCustomerSuccess {
      customer {
        company
        phone
      }
    }
  }
  second: updateCustomer(input: {id: $id, patch: {phone: "598 2"}}) {
    ... on UpdateCustomerSuccess {
      customer {
        company
        phone
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TwoUpdatesMutation, TwoUpdatesMutationVariables>;
export const TwoDetachmentsDocument = new TypedDocumentString(`
    mutation TwoDetachments($first: ID!, $second: ID!) {
  first: deletePaymentMethod(input: {id: $first}) {
    ...CustomerLeft
  }
  second: deletePaymentMethod(input: {id: $second}) {
    ...CustomerLeft
  }
}
    fragment CustomerLeft on DeletePaymentMethodSuccess {
  customer {
    paymentMethods {
      nodes {
        id
      }
    }
  }
}`) as unknown as TypedDocumentString<TwoDetachmentsMutation, TwoDetachmentsMutationVariables>;
export const PicturesDocument = new TypedDocumentString(`
    query Pictures($id: ID!, $size: Int!) {
  node(id: $id) {
    ... on RegistrationLink {
      url
      svg: qrCode(format: SVG, size: $size) {
        format
        dataUri
        svg
      }
      png: qrCode(format: PNG, size: $size) {
        format
        dataUri
        svg
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PicturesQuery, PicturesQueryVariables>;
export const ListAfterCreationDocument = new TypedDocumentString(`
    mutation ListAfterCreation($input: CreateCustomerInput!) {
  createCustomer(input: $input) {
    ... on CreateCustomerSuccess {
      customer {
        account {
          customers(first: 1) {
            nodes {
              merchantReference
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ListAfterCreationMutation, ListAfterCreationMutationVariables>;