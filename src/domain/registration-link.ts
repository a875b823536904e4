/** A hosted page on which a person registers a card. */
export interface RegistrationLink {
  /** The key by which the customer will be read, once the provider knows it. */
  readonly customerKey: string;
  /** The provider's identifier of the registration's customer, which reads nothing. */
  readonly providerCustomerId: string | null;
  /** Whoever has it can register. */
  readonly url: string;
  readonly validForMinutes: number;
  readonly createdAt: Date;
}

/** A hosted page on which a person pays. */
export interface PaymentLink {
  readonly paymentId: string;
  readonly url: string | null;
  readonly validForMinutes: number | null;
}
