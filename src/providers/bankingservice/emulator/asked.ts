import type { Routed } from '../../../sandbox/route.ts';
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
}

/** One request by a client of the account, within its profile. */
export interface Asked extends Routed {
  readonly account: Account;
  readonly switches: BankingserviceSwitches;
  readonly now: Date;
}

/** One about a customer that exists. */
export interface AskedOfCustomer extends Asked {
  readonly vaulted: Vaulted;
}

/** The answer to a request about a customer or payment method that does not exist. */
export function unknown({ request, switches }: Asked): Response {
  const isRead = request.method === 'GET';
  return isRead || switches.unknownCustomerStatus === 404 ? notFound() : invalid('Invalid request');
}
