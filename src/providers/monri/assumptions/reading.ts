import { randomUUID } from 'node:crypto';
import { withAuthorization } from '../../../upstream/authorization.ts';
import { path } from '../../../upstream/path.ts';
import { Secret } from '../../../redaction/secret.ts';
import {
  differs,
  holds,
  publicText,
  unknown,
  type Assumption,
  type Probing,
} from '../../shared/assumption.ts';
import { isRecord } from '../../shared/wire.ts';
import { explainWith } from '../api.ts';
import { sign, type MonriKeys } from '../auth.ts';
import type { MonriSettings } from '../settings.ts';

type Account = Probing<MonriSettings>;

function listOf(account: Account, limit: number, offset = 0) {
  return account.ask({ path: path`v2/customers`, query: { limit, offset } });
}

function itemsIn(json: unknown): readonly unknown[] | null {
  const data = isRecord(json) ? json['data'] : null;
  return Array.isArray(data) ? data : null;
}

/** A list of one, signed in another way than the account is configured for. */
function signedOtherwise(account: Account, changes: Partial<MonriKeys['behaviour']>) {
  const keys = { ...account.settings, behaviour: { ...account.settings.behaviour, ...changes } };
  const exchange = withAuthorization(account.exchange, (outgoing) => sign(outgoing, keys, account.now()));
  return account.ask({ path: path`v2/customers`, query: { limit: 1, offset: 0 } }, exchange);
}

/** What the probes that only read ask about. */
export const reading: readonly Assumption<MonriSettings>[] = [
  {
    id: 'digest-with-query',
    assumes: 'The query of a request belongs to the path that is signed.',
    source: 'Requirements - API v2: “full path”; a third party’s observation',
    steers: '`behaviour.signedPath`, `sign` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { signedPath } = account.settings.behaviour;
      const answer = await listOf(account, 1);
      if (answer.status < 300) return holds;
      const other = await signedOtherwise(account, {
        signedPath: signedPath === 'with query' ? 'without query' : 'with query',
      });
      if (other.status >= 300)
        return unknown(publicText`A list is answered ${answer}, however it is signed.`);
      return signedPath === 'with query'
        ? differs(
            publicText`The path is signed without its query.`,
            publicText`behaviour.signedPath: "without query"`,
          )
        : differs(
            publicText`The path is signed with its query.`,
            publicText`behaviour.signedPath: "with query"`,
          );
    },
  },
  {
    id: 'timestamp-unit',
    assumes: 'The timestamp that is signed counts seconds.',
    source: 'Requirements - API v2: “PHP’s time()”; Monri’s sample code sends milliseconds',
    steers: '`behaviour.timestampUnit`, `sign` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { timestampUnit } = account.settings.behaviour;
      const answer = await listOf(account, 1);
      if (answer.status < 300) return holds;
      const other = await signedOtherwise(account, {
        timestampUnit: timestampUnit === 'seconds' ? 'milliseconds' : 'seconds',
      });
      if (other.status >= 300) return unknown(publicText`A list is answered ${answer}, in whichever unit.`);
      return timestampUnit === 'seconds'
        ? differs(
            publicText`Only milliseconds are accepted.`,
            publicText`behaviour.timestampUnit: "milliseconds"`,
          )
        : differs(publicText`Only seconds are accepted.`, publicText`behaviour.timestampUnit: "seconds"`);
    },
  },
  {
    id: 'refused-credentials',
    assumes: 'A wrong signature is answered with 401 or 403.',
    source: 'Payment Method API',
    steers: '`kindOf` in upstream/failure.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const keys = { ...account.settings, merchantKey: wrongKey };
      const exchange = withAuthorization(account.exchange, (outgoing) => sign(outgoing, keys, account.now()));
      const answer = await account.ask({ path: path`v2/customers` }, exchange);
      return [401, 403].includes(answer.status) ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'unknown-uuid',
    assumes: 'An unknown uuid is answered with 404 and words for it.',
    source: 'assumed',
    steers: '`behaviour.missingStatus`, `explainWith` in api.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { behaviour } = account.settings;
      const answer = await account.ask({ path: path`v2/customers/${{ uuid: randomUUID() }}` });
      if (answer.status === 401) return unknown(publicText`The signature is refused: ${answer}.`);
      const isSaid = explainWith(behaviour)(answer)?.kind === 'NOT_FOUND';
      if (isSaid && answer.status === behaviour.missingStatus) return holds;
      const set = answer.status === 400 || answer.status === 404;
      return differs(
        publicText`It is answered ${answer}.`,
        set && answer.status !== behaviour.missingStatus
          ? publicText`behaviour.missingStatus: ${answer.status}`
          : null,
      );
    },
  },
  {
    id: 'limit-above-50',
    assumes:
      'A list gives as many customers as `behaviour.maximumLimit` if it is asked for so many, 100 by default.',
    source: 'assumed; 50 is the documented default',
    steers: '`behaviour.maximumLimit`',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { maximumLimit } = account.settings.behaviour;
      const answer = await listOf(account, maximumLimit);
      const items = itemsIn(answer.json);
      if (answer.status >= 300 || items === null) return unknown(publicText`It is answered ${answer}.`);
      if (items.length >= maximumLimit) return holds;
      const more = await listOf(account, 1, items.length);
      const rest = itemsIn(more.json);
      if (items.length === 0 || !rest?.length) {
        return unknown(
          publicText`The account has ${items.length} customers; more than ${maximumLimit} are needed to find out.`,
        );
      }
      return differs(
        publicText`${items.length} come if ${maximumLimit} are asked for, and more follow.`,
        publicText`behaviour.maximumLimit: ${items.length}`,
      );
    },
  },
  {
    id: 'limit-above-maximum',
    assumes: 'A limit above the maximum is lowered and not refused.',
    source: 'assumed',
    steers: 'nothing: no more than `behaviour.maximumLimit` is asked for',
    isReliedOn: false,
    kind: 'read',
    probe: async (account) => {
      const answer = await listOf(account, 1001);
      if (answer.status === 401) return unknown(publicText`The signature is refused: ${answer}.`);
      return answer.status < 300 ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'list-item-keys',
    assumes: 'A listed customer is named by `id` and has no `merchant_customer_id`.',
    source: 'Customers API; Monri’s Android SDK says otherwise',
    steers: '`wireCustomer` in customer.ts, which reads either',
    isReliedOn: false,
    kind: 'read',
    probe: async (account) => {
      const answer = await listOf(account, 1);
      const first = itemsIn(answer.json)?.[0];
      if (!isRecord(first)) return unknown(publicText`No customer is listed: ${answer}.`);
      const isAsDocumented = 'id' in first && !('uuid' in first) && !('merchant_customer_id' in first);
      return isAsDocumented ? holds : differs(publicText`It is ${answer}.`);
    },
  },
];

const wrongKey = new Secret({ text: 'not the key' });
wrongKey.load(() => 'not the key');
