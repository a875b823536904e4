import { withAuthorization } from '../../../upstream/authorization.ts';
import { path } from '../../../upstream/path.ts';
import { VaultError } from '../../../domain/errors.ts';
import {
  differs,
  holds,
  told,
  unknown,
  type Assumption,
  type Finding,
  type Probing,
} from '../../shared/assumption.ts';
import { isRecord, textOf } from '../../shared/wire.ts';
import { explain } from '../api.ts';
import { authorised } from '../authorised.ts';
import type { BankingserviceSettings } from '../settings.ts';
import { nobody } from './nobody.ts';

type Account = Probing<BankingserviceSettings>;
type Assertion = BankingserviceSettings['assertion'];

/** Whether the token endpoint gives a token for an assertion that is made in this way. */
async function isTokenGiven(account: Account, changes: Partial<Assertion>): Promise<boolean> {
  const { settings, exchange, now, origin } = account;
  const changed = { ...settings, assertion: { ...settings.assertion, ...changes } };
  try {
    await account.ask(nobody(settings), authorised(changed, { exchange, now, origin }));
    return true;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'PROVIDER_UNAUTHORIZED') return false;
    throw error;
  }
}

/** Asks with the assertion that is configured, then with others until one is taken. */
async function assertionFinding(
  account: Account,
  others: readonly (readonly [changes: Partial<Assertion>, finding: Finding])[],
): Promise<Finding> {
  if (await isTokenGiven(account, {})) return holds;
  for (const [changes, finding] of others) if (await isTokenGiven(account, changes)) return finding;
  return unknown(
    told`The token endpoint refuses the assertion, and ${others.length} others that differ in this alone.`,
  );
}

/** What the probes that only read ask about. */
export const reading: readonly Assumption<BankingserviceSettings>[] = [
  {
    id: 'assertion-place',
    assumes: 'The signed assertion travels where `assertion.in` says: in `Authorization` by default.',
    source: 'Authentication',
    steers: '`assertion.in`, `authenticate` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: (account) =>
      account.settings.assertion.in === 'header'
        ? assertionFinding(account, [
            [{ in: 'body' }, differs(told`It is taken from the form.`, told`assertion.in: "body"`)],
          ])
        : assertionFinding(account, [
            [{ in: 'header' }, differs(told`It is taken from the header.`, told`assertion.in: "header"`)],
          ]),
  },
  {
    id: 'assertion-algorithm',
    assumes: 'The assertion is signed with `assertion.algorithm`, RS256 by default.',
    source: 'assumed',
    steers: '`assertion.algorithm`, `sign` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: (account) =>
      assertionFinding(account, [
        [{ algorithm: 'PS256' }, differs(told`PS256 is taken.`, told`assertion.algorithm: "PS256"`)],
        [{ algorithm: 'RS512' }, differs(told`RS512 is taken.`, told`assertion.algorithm: "RS512"`)],
        [{ algorithm: 'RS256' }, differs(told`RS256 is taken.`, told`assertion.algorithm: "RS256"`)],
        [{ algorithm: 'ES256' }, differs(told`ES256 is taken.`, told`assertion.algorithm: "ES256"`)],
      ]),
  },
  {
    id: 'assertion-audience',
    assumes: 'The assertion is for the token URL, unless `assertion.audience` says otherwise.',
    source: 'assumed, after RFC 7523',
    steers: '`assertion.audience`, `sign` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: (account) => {
      const { tokenUrl, baseUrl } = account.settings;
      return assertionFinding(account, [
        [
          { audience: tokenUrl.origin },
          differs(
            told`The origin of the token URL is taken.`,
            told`assertion.audience: the origin of tokenUrl`,
          ),
        ],
        [
          { audience: baseUrl.href },
          differs(told`The base URL is taken.`, told`assertion.audience: the baseUrl`),
        ],
        [
          { audience: baseUrl.origin },
          differs(
            told`The origin of the base URL is taken.`,
            told`assertion.audience: the origin of baseUrl`,
          ),
        ],
      ]);
    },
  },
  {
    id: 'refused-credentials',
    assumes: 'A wrong access token is answered with 401 or 403.',
    source: 'assumed',
    steers: '`kindOf` in upstream/failure.ts, `withToken`',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const exchange = withAuthorization(account.exchange, () => 'Bearer not-a-token');
      const answer = await account.ask(nobody(account.settings), exchange);
      return [401, 403].includes(answer.status) ? holds : differs(told`It is answered ${answer}.`);
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
      const answer = await account.ask(nobody(account.settings));
      return explain(answer)?.kind === 'NOT_FOUND' ? holds : differs(told`It is answered ${answer}.`);
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
      return answer.status === 404 ? holds : differs(told`It is answered ${answer}.`);
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
      if (customerId === null) return unknown(told`No customer is listed: ${list}.`);
      const place = path`v1/profiles/${{ profileId }}/customers/${{ customerId }}/payment-methods`;
      const answer = await account.ask({ path: place });
      if (answer.status >= 300) return unknown(told`It is answered ${answer}.`);
      return Array.isArray(answer.json) ? holds : differs(told`It is answered ${answer}.`);
    },
  },
];
