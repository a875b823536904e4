/** A hosted page on which a person registers a payment method. */
export interface RegistrationLink {
  /** The key by which the customer is read, once the provider knows it. */
  readonly customerKey: string;
  /** The provider's identifier of the registration's customer, which reads nothing. */
  readonly providerCustomerId: string | null;
  /** Anyone who has it can register. Null if the provider gave none that can be shown. */
  readonly url: string | null;
  readonly validForMinutes: number;
  readonly createdAt: Date;
  /** The key of the payment method that waits for the person; absent if the provider names none. */
  readonly paymentMethodKey?: string;
}

/** A hosted page on which a person pays. */
export interface PaymentLink {
  readonly paymentId: string;
  readonly url: string | null;
  readonly validForMinutes: number | null;
}
