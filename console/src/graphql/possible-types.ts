
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "AttachCustomerToPaymentResult": [
      "AccessDeniedError",
      "AttachCustomerToPaymentSuccess",
      "IdempotencyConflictError",
      "InvalidInputError",
      "NotFoundError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "UnavailableError"
    ],
    "CreateCustomerResult": [
      "AccessDeniedError",
      "AlreadyExistsError",
      "CreateCustomerSuccess",
      "IdempotencyConflictError",
      "InvalidInputError",
      "NotFoundError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "UnavailableError"
    ],
    "CreateRegistrationLinkResult": [
      "AccessDeniedError",
      "AlreadyExistsError",
      "CreateRegistrationLinkSuccess",
      "IdKeyUnknownError",
      "IdempotencyConflictError",
      "InvalidInputError",
      "NotFoundError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "UnavailableError"
    ],
    "CreateShopperTokenResult": [
      "AccessDeniedError",
      "CreateShopperTokenSuccess",
      "IdKeyUnknownError",
      "IdempotencyConflictError",
      "InvalidInputError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "UnavailableError"
    ],
    "CustomerDetails": [
      "BambooCustomerDetails",
      "BankingServiceCustomerDetails",
      "MonriCustomerDetails",
      "VerifoneCustomerDetails"
    ],
    "DeleteCustomerResult": [
      "AccessDeniedError",
      "DeleteCustomerSuccess",
      "IdKeyUnknownError",
      "IdempotencyConflictError",
      "InvalidInputError",
      "NotFoundError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "UnavailableError",
      "UnsupportedOperationError"
    ],
    "DeletePaymentMethodResult": [
      "AccessDeniedError",
      "DeletePaymentMethodSuccess",
      "IdKeyUnknownError",
      "IdempotencyConflictError",
      "InvalidInputError",
      "NotFoundError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "UnavailableError",
      "UnsupportedOperationError"
    ],
    "EraseCustomersResult": [
      "AccessDeniedError",
      "EraseCustomersSuccess",
      "IdKeyUnknownError",
      "IdempotencyConflictError",
      "InvalidInputError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "UnavailableError"
    ],
    "Node": [
      "Customer",
      "Erasure",
      "PaymentMethod",
      "ProviderAccount",
      "RegistrationLink"
    ],
    "PaymentInstrument": [
      "CardInstrument",
      "OpenBankingInstrument",
      "OtherInstrument",
      "SepaInstrument"
    ],
    "UpdateCustomerResult": [
      "AccessDeniedError",
      "AlreadyExistsError",
      "IdKeyUnknownError",
      "IdempotencyConflictError",
      "InvalidInputError",
      "NotFoundError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "StaleWriteError",
      "UnavailableError",
      "UnsupportedOperationError",
      "UpdateCustomerSuccess"
    ],
    "VaultError": [
      "AccessDeniedError",
      "AlreadyExistsError",
      "IdKeyUnknownError",
      "IdempotencyConflictError",
      "InvalidInputError",
      "NotFoundError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "StaleWriteError",
      "UnavailableError",
      "UnsupportedOperationError"
    ]
  }
};
      export default result;
    