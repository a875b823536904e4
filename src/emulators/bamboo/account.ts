/** What no page of the documentation settles. */
export interface BambooSwitches {
  /**
   * Whether a customer exists only once a card is registered through the link, and not as soon as the link is made.
   * Off: the documentation speaks of "a previously registered customer" and says no more.
   */
  visibleOnlyAfterRegistration: boolean;
  /**
   * Whether the page behind a registration link is the emulator's own, on which a person can go through with it, and not
   * one at Bamboo, if the link is unknown. Off: the address is the documented one.
   */
  hostsRegistrationPage: boolean;
  /** The HTTP status of reading or deleting an unknown identifier; the body says `isSuccess: false` with either. 404. */
  unknownCustomerStatus: 200 | 404;
  /** Whether a link for an identifier that is already a customer's is refused with CS005, and not taken as an update. Off. */
  refusesKnownIdentifiers: boolean;
  /** Whether a link for an identifier that is already a customer's gives the customer another `customerId`. Off. */
  renewsCustomerIds: boolean;
  /** Whether an identifier finds its customer whatever the case of its letters. Off. */
  identifiersIgnoreCase: boolean;
  /** The status of a call without the right key. 401. */
  unauthorizedStatus: 400 | 401;
  /** What the items of `errors` are: objects with a code, a property and a message, or sentences. Objects. */
  errorItems: 'objects' | 'sentences';
  /** The code of an unknown payment. PR008, from the table of codes. */
  unknownPaymentCode: 'PR008' | 'PR002';
  /** Whether a link of another type than `qr` is made all the same. Off. */
  otherLinkTypesAccepted: boolean;
  /** The longest text that is stored whole; the rest is cut off silently. Null, the default: no limit. */
  longestText: number | null;
}

/** A customer exactly as sent: absent fields stay absent, unknown ones stay. */
export type Customer = Readonly<Record<string, unknown>> & { readonly identifier: string };

/** A customer and the link made for it. */
export interface Registration {
  readonly customerId: string;
  readonly customer: Customer;
  readonly linkExpiresAt: Date;
  /** Whether a card was registered through a link. */
  readonly registered: boolean;
}

export interface Payment {
  readonly paymentId: string;
  readonly expiresAt: Date;
  /** What has been injected so far; null before the first time. */
  readonly customer: Customer | null;
}

/** One merchant: a private key, and what is kept behind it. */
export interface Account {
  readonly privateKey: string;
  /** By exact identifier, oldest first. */
  readonly registrations: Map<string, Registration>;
  /** By `paymentId`. */
  readonly payments: Map<string, Payment>;
  readonly switches: BambooSwitches;
  readonly now: () => Date;
}

/** Whether the customer of this registration can be read and deleted. */
export function isVisible({ registered }: Registration, { switches }: Account): boolean {
  return registered || !switches.visibleOnlyAfterRegistration;
}

export function minutesAfter(start: Date, minutes: number): Date {
  return new Date(start.getTime() + minutes * 60_000);
}
