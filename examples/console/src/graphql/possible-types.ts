
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
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "UnavailableError"
    ],
    "CreateRegistrationLinkResult": [
      "AccessDeniedError",
      "AlreadyExistsError",
      "CreateRegistrationLinkSuccess",
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
      "IdempotencyConflictError",
      "InvalidInputError",
      "NotFoundError",
      "OutcomeUnknownError",
      "ProviderRejectedError",
      "UnavailableError",
      "UnsupportedOperationError"
    ],
    "Node": [
      "Customer",
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
    