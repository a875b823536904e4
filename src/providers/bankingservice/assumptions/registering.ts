import { path } from '../../../upstream/path.ts';
import {
  differs,
  holds,
  publicText,
  unknown,
  type Assumption,
  type Probing,
} from '../../shared/assumption.ts';
import { isRecord, textOf } from '../../shared/wire.ts';
import type { BankingserviceSettings } from '../settings.ts';

/** The probes that start a registration, which is never completed. */
export const registering: readonly Assumption<BankingserviceSettings>[] = [
  {
    id: 'card-has-page',
    assumes: 'A payment method for a card is answered with a page for the payer, too.',
    source: 'assumed; Openbanking recurring payments says it of a mandate',
    steers: '`CREATE_REGISTRATION_LINK` in index.ts, whose kinds have CARD',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const made = await makeCard(account, { user });
      if (made.status >= 300) return unknown(publicText`No payment method could be made: ${made}.`);
      const redirect = isRecord(made.json) ? made.json['redirect'] : null;
      const hasPage = isRecord(redirect) && textOf(redirect['url']) !== null;
      return hasPage ? holds : differs(publicText`It is answered without one: ${made}.`);
    },
  },
  {
    id: 'browser-not-demanded',
    assumes: 'A payment method is made without the browser of the payer.',
    source: 'Payment methods, if no field is required',
    steers: '`browser` of `createRegistrationLink`, which callers give if the account demands it',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const without = await makeCard(account, {});
      if (without.status < 300) return holds;
      const made = await makeCard(account, { user });
      if (made.status >= 300) return unknown(publicText`No payment method could be made: ${made}.`);
      return differs(publicText`Without it, the answer is ${without}.`);
    },
  },
];

/** A made-up browser. */
const user = { user_agent: 'vaultgraph certify', ip_address: '192.0.2.1', language: 'en' };

async function makeCard({ settings, make, ask }: Probing<BankingserviceSettings>, fields: object) {
  const { profileId } = settings;
  const { key } = await make();
  const methods = path`v1/profiles/${{ profileId }}/customers/${{ customerId: key }}/payment-methods`;
  return ask({ method: 'POST', path: methods, json: { method: 'creditcard', ...fields } });
}
