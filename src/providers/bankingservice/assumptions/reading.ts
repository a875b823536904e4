import { withAuthorization } from '../../../upstream/authorization.ts';
import { path } from '../../../upstream/path.ts';
import { differs, holds, publicText, unknown, type Assumption } from '../../shared/assumption.ts';
import { isRecord, textOf } from '../../shared/wire.ts';
import { explain } from '../api.ts';
import type { BankingserviceSettings } from '../settings.ts';
import { unknownCustomer } from './unknown-customer.ts';

/** What the probes ask about that only read, besides how tokens are given and how lists are paged. */
export const reading: readonly Assumption<BankingserviceSettings>[] = [
  {
    id: 'refused-credentials',
    assumes: 'A wrong access token is answered with 401 or 403.',
    source: 'assumed',
    steers: '`kindOf` in upstream/failure.ts, `withToken`',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const exchange = withAuthorization(account.exchange, () => 'Bearer not-a-token');
      const answer = await account.ask(unknownCustomer(account.settings), exchange);
      return [401, 403].includes(answer.status) ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'unknown-customer',
    assumes: 'A read of an unknown customer is answered with 404 and words for it.',
    source: 'Customers, without the words',
    steers: '`saysMissing` in api.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const answer = await account.ask(unknownCustomer(account.settings));
      return explain(answer)?.kind === 'NOT_FOUND' ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'unknown-profile',
    assumes: 'An unknown profile is answered with 404.',
    source: 'assumed',
    steers: '`proofOf` in api.ts, which fails in either case',
    isReliedOn: false,
    kind: 'read',
    probe: async (account) => {
      const profileId = `profile_${'0'.repeat(26)}`;
      const answer = await account.ask({ path: path`v1/profiles/${{ profileId }}/customers` });
      return answer.status === 404 ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'payment-method-list',
    assumes: 'The payment methods of a customer come as a bare array.',
    source: 'Payment methods (example; its text speaks of a paged list)',
    steers: '`wireList` in page.ts, which reads either',
    isReliedOn: false,
    kind: 'read',
    probe: async (account) => {
      const { profileId } = account.settings;
      const list = await account.ask({ path: path`v1/profiles/${{ profileId }}/customers` });
      const data = isRecord(list.json) && Array.isArray(list.json['data']) ? list.json['data'] : [];
      const customerId = textOf(isRecord(data[0]) ? data[0]['id'] : null);
      if (customerId === null) return unknown(publicText`No customer is listed: ${list}.`);
      const place = path`v1/profiles/${{ profileId }}/customers/${{ customerId }}/payment-methods`;
      const answer = await account.ask({ path: place });
      if (answer.status >= 300) return unknown(publicText`It is answered ${answer}.`);
      return Array.isArray(answer.json) ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
];
