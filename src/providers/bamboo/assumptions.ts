import { randomInt, randomUUID } from 'node:crypto';
import { withAuthorization } from '../../upstream/authorization.ts';
import { path } from '../../upstream/path.ts';
import type { Certification } from '../define.ts';
import { differs, holds, publicText, unknown, type Assumption, type Probing } from '../shared/assumption.ts';
import { plainSentence } from '../shared/sentence.ts';
import { isRecord } from '../shared/wire.ts';
import { customerMeanings, explainWith } from './api.ts';
import type { BambooSettings } from './settings.ts';

type Account = Probing<BambooSettings>;

function explain({ settings }: Pick<Account, 'settings'>) {
  return explainWith(customerMeanings, settings.behaviour.missingStatus);
}

function readUnknown(account: Account) {
  const identifier = `vaultgraph certify ${randomInt(1e12)}`;
  return account.ask({ path: path`customers/${{ identifier }}` });
}

function errorsIn(json: unknown): readonly unknown[] {
  const found = isRecord(json) ? (json['errors'] ?? json['Errors']) : null;
  return Array.isArray(found) ? found : [];
}

const reading: readonly Assumption<BambooSettings>[] = [
  {
    id: 'refused-credentials',
    assumes: 'A wrong key is answered with 401 or 403.',
    source: 'Error Codes and descriptions',
    steers: '`kindOf` in upstream/failure.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const exchange = withAuthorization(account.exchange, () => 'Basic not-the-key');
      const answer = await account.ask({ path: path`customers/${{ identifier: 'unknown' }}` }, exchange);
      return [401, 403].includes(answer.status) ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'unknown-identifier',
    assumes: 'An unknown identifier is answered with 404 and `isSuccess: false`.',
    source: 'assumed',
    steers: '`behaviour.missingStatus`, `explainWith` in api.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { missingStatus } = account.settings.behaviour;
      const answer = await readUnknown(account);
      if ([401, 403].includes(answer.status)) return unknown(publicText`The key is refused: ${answer}.`);
      if (answer.status === missingStatus && explain(account)(answer)?.kind === 'NOT_FOUND') return holds;
      const isSettable = [200, 400, 404].includes(answer.status) && answer.status !== missingStatus;
      const set = isSettable ? publicText`behaviour.missingStatus: ${answer.status}` : null;
      return differs(publicText`It is answered ${answer}.`, set);
    },
  },
  {
    id: 'error-items',
    assumes: 'Each item of `errors` is an object with its code in `errorCode`, in whichever case.',
    source: 'assumed, after Using Payouts API',
    steers: '`toFailure` in api.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const answer = await readUnknown(account);
      const items = errorsIn(answer.json);
      if (items.length === 0)
        return unknown(publicText`The answer about an unknown customer has no errors: ${answer}.`);
      const isCoded = (item: unknown) =>
        isRecord(item) && Object.keys(item).some((name) => name.toLowerCase() === 'errorcode');
      return items.every(isCoded) ? holds : differs(publicText`They are ${answer}.`);
    },
  },
];

const writing: readonly Assumption<BambooSettings>[] = [
  {
    id: 'retrievable-at-once',
    assumes: 'A customer is read as soon as the link is made, before a card is registered.',
    source: 'assumed; Customer Operations speaks of “a previously registered customer”',
    steers: '`RegistrationLink.status`, which waits for the customer',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const found = await (await account.make()).read();
      if (found.status < 300 && explain(account)(found) === null) return holds;
      return differs(publicText`It is answered ${found}.`);
    },
  },
  {
    id: 'second-link',
    assumes: 'A second link for one identifier is made, and replaces what is kept of the customer.',
    source: 'assumed',
    steers: '`createRegistrationLink` in index.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const first = await account.make({ firstName: 'Certify' });
      const { key, answer } = await account.tryToMake({ firstName: 'Again' }, first.mark);
      return key === null ? differs(publicText`It is answered ${answer}.`) : holds;
    },
  },
  {
    id: 'same-customer-id',
    assumes: 'A second link for one identifier has the same `customerId`.',
    source: 'assumed',
    steers: '`RegistrationLink.providerCustomerId`, which is no key',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const first = await account.make();
      const second = await account.tryToMake({}, first.mark);
      if (second.key === null) return unknown(publicText`There is no second link: ${second.answer}.`);
      const idOf = ({ json }: { readonly json: unknown }) => (isRecord(json) ? json['customerId'] : null);
      return idOf(first.answer) === idOf(second.answer) ? holds : differs(publicText`It has another.`);
    },
  },
  {
    id: 'identifier-minds-case',
    assumes: 'An identifier in capitals does not find the customer whose identifier has small letters.',
    source: 'assumed',
    steers: '`getCustomer` in api.ts, which takes either for the customer',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const { key, read } = await account.make();
      const own = await read();
      if (own.status >= 300 || explain(account)(own))
        return unknown(publicText`It cannot be read itself: ${own}.`);
      const answer = await account.ask({ path: path`customers/${{ identifier: key.toUpperCase() }}` });
      return explain(account)(answer)?.kind === 'NOT_FOUND'
        ? holds
        : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'refused-mistake',
    assumes: 'A link of an unknown type is refused with 400, and no customer comes of it.',
    source: 'assumed',
    steers: '`explainWith` in api.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const { key, answer } = await account.tryToMake({ accountLinkType: 'certify' });
      if (key !== null) return differs(publicText`A link is made: ${answer}.`);
      return answer.status === 400 ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'fields-come-back',
    assumes: 'What a registration says of the customer comes back as it was sent.',
    source: 'Customer Operations (example); Data Types says that long texts are cut off',
    steers: '`registrationRules` in customer.ts, which has no lengths',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const sent = { firstName: 'Certify'.repeat(20), lastName: 'Ñandú' };
      const found = await (await account.make(sent)).read();
      const customer = isRecord(found.json) ? found.json['customer'] : null;
      if (!isRecord(customer)) return unknown(publicText`The customer cannot be read: ${found}.`);
      const isSame = Object.entries(sent).every(([name, value]) => customer[name] === value);
      return isSame
        ? holds
        : differs(
            publicText`A text of ${sent.firstName.length} characters, or one with accents, is changed.`,
          );
    },
  },
  {
    id: 'unknown-payment',
    assumes: 'An unknown payment is answered with the code PR008.',
    source: 'Error Codes and descriptions',
    steers: '`attachCustomerToPayment` in api.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const request = {
        method: 'PATCH',
        path: path`payments/${{ paymentId: randomUUID() }}`,
        json: { customer: { identifier: 'vaultgraph certify' } },
      } as const;
      const answer = await account.ask(request);
      const kind = explainWith({ PR008: 'NOT_FOUND' })(answer)?.kind;
      return kind === 'NOT_FOUND' ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'inject-merges',
    assumes: 'Customer data attached to a payment is merged into what the payment says already.',
    source: 'assumed',
    steers: 'nothing: all that is known is sent each time',
    isReliedOn: false,
    kind: 'write',
    probe: () =>
      Promise.resolve(unknown(publicText`No call of Bamboo’s shows what a payment says of its customer.`)),
  },
];

/** What is taken for granted about Bamboo, and how an account is asked. */
export const certification: Certification<BambooSettings> = {
  assumptions: [...reading, ...writing],
  reach: ({ baseUrl, privateKey }, { exchange }) => ({
    baseUrl,
    exchange: withAuthorization(exchange, () => `Basic ${privateKey.reveal()}`),
  }),
  records: {
    creation: (mark, { accountLinkType = 'qr', ...customer }: { accountLinkType?: string }) => ({
      method: 'POST',
      path: path`customers/account-link`,
      json: { customer: { identifier: mark, ...customer }, accountLinkType, validForMinutes: 1 },
    }),
    keyOf: ({ status, json }, mark) =>
      status < 300 && isRecord(json) && json['isSuccess'] !== false ? mark : null,
    one: (identifier) => path`customers/${{ identifier }}`,
    isGone: (answer, settings) => explain({ settings })(answer)?.kind === 'NOT_FOUND',
    find: (_account, mark) => Promise.resolve([mark]),
  },
  words: {
    message: plainSentence,
    Message: plainSentence,
    ErrorDescription: plainSentence,
    errorCode: /^[A-Z]{2,3}\d{3}$/,
    ErrorCode: /^[A-Z]{2,3}\d{3}$/,
  },
};
