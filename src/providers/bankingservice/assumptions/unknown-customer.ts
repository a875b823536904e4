import { randomBytes } from 'node:crypto';
import { path } from '../../../upstream/path.ts';
import type { BankingserviceSettings } from '../settings.ts';

/** A request about a customer who does not exist. */
export function unknownCustomer({ profileId }: BankingserviceSettings) {
  const customerId = `customer_${randomBytes(15).toString('hex')}`;
  return { path: path`v1/profiles/${{ profileId }}/customers/${{ customerId }}` };
}
