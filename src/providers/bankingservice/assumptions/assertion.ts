import { VaultError } from '../../../domain/errors.ts';
import {
  differs,
  holds,
  publicText,
  unknown,
  type Assumption,
  type Finding,
  type Probing,
  type PublicText,
} from '../../shared/assumption.ts';
import type { OptionalClaim } from '../auth.ts';
import { authorised } from '../authorised.ts';
import type { BankingserviceSettings } from '../settings.ts';
import { unknownCustomer } from './unknown-customer.ts';

type Account = Probing<BankingserviceSettings>;
type Assertion = BankingserviceSettings['assertion'];

/** Whether the token endpoint gives a token for an assertion that is made in this way. */
async function isTokenGiven(account: Account, changes: Partial<Assertion>): Promise<boolean> {
  const { settings, exchange, now, origin } = account;
  const changed = { ...settings, assertion: { ...settings.assertion, ...changes } };
  try {
    await account.ask(unknownCustomer(settings), authorised(changed, { exchange, now, origin }));
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
    publicText`The token endpoint refuses the assertion, and ${others.length} others that differ in this alone.`,
  );
}

/** Asks with the assertion that is configured, then without a claim, or with it if it is left out. */
function claimFinding(account: Account, claim: OptionalClaim, leaveOut: PublicText): Promise<Finding> {
  const without = account.settings.assertion.leaveOut;
  if (!without.includes(claim)) {
    const finding = differs(publicText`The assertion is taken without it.`, leaveOut);
    return assertionFinding(account, [[{ leaveOut: [...without, claim] }, finding]]);
  }
  const finding = differs(
    publicText`The assertion is taken with it.`,
    publicText`assertion.leaveOut without the claim`,
  );
  return assertionFinding(account, [[{ leaveOut: without.filter((name) => name !== claim) }, finding]]);
}

/**
 * What the probes ask about how a token is asked for. An assertion that differs from the configured one is sent only if that
 * one is refused: an account in order never sees a wrong one.
 */
export const assertion: readonly Assumption<BankingserviceSettings>[] = [
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
            [
              { in: 'body' },
              differs(publicText`It is taken from the form.`, publicText`assertion.in: "body"`),
            ],
          ])
        : assertionFinding(account, [
            [
              { in: 'header' },
              differs(publicText`It is taken from the header.`, publicText`assertion.in: "header"`),
            ],
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
        [
          { algorithm: 'PS256' },
          differs(publicText`PS256 is taken.`, publicText`assertion.algorithm: "PS256"`),
        ],
        [
          { algorithm: 'RS512' },
          differs(publicText`RS512 is taken.`, publicText`assertion.algorithm: "RS512"`),
        ],
        [
          { algorithm: 'RS256' },
          differs(publicText`RS256 is taken.`, publicText`assertion.algorithm: "RS256"`),
        ],
        [
          { algorithm: 'ES256' },
          differs(publicText`ES256 is taken.`, publicText`assertion.algorithm: "ES256"`),
        ],
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
            publicText`The origin of the token URL is taken.`,
            publicText`assertion.audience: the origin of tokenUrl`,
          ),
        ],
        [
          { audience: baseUrl.href },
          differs(publicText`The base URL is taken.`, publicText`assertion.audience: the baseUrl`),
        ],
        [
          { audience: baseUrl.origin },
          differs(
            publicText`The origin of the base URL is taken.`,
            publicText`assertion.audience: the origin of baseUrl`,
          ),
        ],
      ]);
    },
  },
  {
    id: 'assertion-issuer',
    assumes: 'The `iss` of the assertion is the client ID, unless `assertion.issuer` says otherwise.',
    source: 'assumed, after RFC 7523',
    steers: '`assertion.issuer`, `sign` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: (account) =>
      assertionFinding(account, [
        [
          { issuer: account.settings.profileId },
          differs(publicText`The profile ID is taken.`, publicText`assertion.issuer: the profileId`),
        ],
      ]),
  },
  {
    id: 'assertion-subject',
    assumes: 'The `sub` of the assertion is the client ID, unless `assertion.subject` says otherwise.',
    source: 'assumed, after RFC 7523',
    steers: '`assertion.subject`, `sign` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: (account) =>
      assertionFinding(account, [
        [
          { subject: account.settings.profileId },
          differs(publicText`The profile ID is taken.`, publicText`assertion.subject: the profileId`),
        ],
      ]),
  },
  {
    id: 'assertion-lifetime',
    assumes: 'The `exp` of the assertion may be `assertion.lifetimeSeconds` ahead, 60 by default.',
    source: 'assumed',
    steers: '`assertion.lifetimeSeconds`, `sign` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: (account) =>
      assertionFinding(account, [
        [
          { lifetimeSeconds: 30 },
          differs(publicText`30 are taken.`, publicText`assertion.lifetimeSeconds: 30`),
        ],
        [
          { lifetimeSeconds: 10 },
          differs(publicText`10 are taken.`, publicText`assertion.lifetimeSeconds: 10`),
        ],
      ]),
  },
  {
    id: 'assertion-issue-time',
    assumes: 'The assertion says when it was made, in `iat`, unless `assertion.leaveOut` names that claim.',
    source: 'assumed, after RFC 7523',
    steers: '`assertion.leaveOut`, `sign` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: (account) => claimFinding(account, 'iat', publicText`assertion.leaveOut: ["iat"]`),
  },
  {
    id: 'assertion-id',
    assumes: 'The assertion has a unique id, in `jti`, unless `assertion.leaveOut` names that claim.',
    source: 'assumed, after RFC 7523',
    steers: '`assertion.leaveOut`, `sign` in auth.ts',
    isReliedOn: true,
    kind: 'read',
    probe: (account) => claimFinding(account, 'jti', publicText`assertion.leaveOut: ["jti"]`),
  },
];
