import type { ListFaults } from '../kit/emulator.ts';
import type { Routed } from '../kit/route.ts';
import type { Account, Vaulted } from './account.ts';
import { invalid, notFound } from './answers.ts';
import type { TokenSwitches } from './tokens.ts';

/** What no source settles, and may therefore be changed while the emulator runs. */
export interface BankingserviceSwitches extends TokenSwitches {
  /**
   * What a write to an unknown customer or payment method answers. 400 by default: the reference gives 404 to the
   * reads alone.
   */
  unknownCustomerStatus: 400 | 404;
  /**
   * Whether payment methods are listed in the page envelope. False by default: the reference speaks of a paged list
   * and shows a bare array.
   */
  paymentMethodsAsPage: boolean;
  /** Whether a payment method can be deleted: the reference says that it is, "if possible". True by default. */
  paymentMethodsDeletable: boolean;
  /** The largest `size` of a page. 100 by default (assumed). */
  maximumPageSize: number;
  /** The query parameters of paging. `page` and `size` by default (assumed). */
  pageParameter: string;
  sizeParameter: string;
  /** The status of a page behind the end. 200 by default, without items (assumed). */
  pastTheEndStatus: 200 | 404;
  /** The order of the customers. Newest first by default (assumed). */
  order: 'newest first' | 'oldest first';
  /** Whether the answer to a read of an unknown customer says so in `error`. True by default (assumed). */
  missingSaid: boolean;
  /** The status of another profile than the client's. 404 by default (assumed). */
  unknownProfileStatus: 403 | 404;
  /** The status of a call without a valid token. 401 by default (assumed). */
  unauthorizedStatus: 400 | 401;
  /** Whether an update keeps what its body leaves out, null removing a field. False by default: it replaces. */
  putMerges: boolean;
  /** How `premise` comes back. As it was sent by default: the reference has a number, and a text elsewhere. */
  premiseAs: 'sent' | 'text';
  /** What a deletion is answered with. The record by default, as documented. */
  deletionAnswer: 'record' | 'other';
  /** Whether a deleted customer can still be read. False by default (assumed). */
  deletionSoft: boolean;
  /**
   * Whether the payer's page is the emulator's own, on which a person can go through with it, and not one at the vendor,
   * if the method is unknown. Off: the address is the documented one.
   */
  hostsPayerPage: boolean;
  /**
   * What is called, with the id of the payment method, when one has changed. Null by default: the address is set in the
   * account. That the id is the payment method's is assumed.
   */
  webhookUrl: string | null;
  /** Whether a card's payment method has a page, too. On: documented of open banking alone, and assumed. */
  cardPages: boolean;
  /** Whether a payment method is refused that comes without the payer's browser. Off: no field is required. */
  browserDemanded: boolean;
  /** Whether several payment methods of a customer may have one reference. False by default: it is for idempotency. */
  referencesRepeatable: boolean;
  /** Whether two customers of a profile may have one e-mail address. On. */
  emailsRepeatable: boolean;
}

/** One request by a client of the account, within its profile. */
export interface Asked extends Routed {
  readonly account: Account;
  readonly switches: BankingserviceSwitches;
  readonly lists: ListFaults;
  readonly now: Date;
}

/** One about a customer that exists. */
export interface AskedOfCustomer extends Asked {
  readonly vaulted: Vaulted;
}

/** The answer to a request about a customer or payment method that does not exist. */
export function unknown({ request, switches }: Asked): Response {
  const isRead = request.method === 'GET';
  if (isRead && !switches.missingSaid) return Response.json({ message: 'Not Found' }, { status: 404 });
  return isRead || switches.unknownCustomerStatus === 404 ? notFound() : invalid('Invalid request');
}
