import { randomUUID } from 'node:crypto';
import { withAuthorization } from '../../../upstream/authorization.ts';
import { path } from '../../../upstream/path.ts';
import {
  differs,
  holds,
  publicText,
  unknown,
  type Assumption,
  type Probing,
} from '../../shared/assumption.ts';
import { isNumber, isRecord, textOf } from '../../shared/wire.ts';
import { explainWith } from '../api.ts';
import * as rsql from '../rsql.ts';
import type { VerifoneSettings } from '../settings.ts';

type Account = Probing<VerifoneSettings>;

function queryFor(account: Account, size: number, conditions: readonly string[]) {
  const search = rsql.and(rsql.equal('entity_id', account.settings.entityId), ...conditions);
  return { search, page_number: 1, page_size: size };
}

/** A search for the organisation's customers, and for what else is asked. */
function searchFor(account: Account, size: number, ...conditions: readonly string[]) {
  return account.ask({ path: path`v2/customer`, query: queryFor(account, size, conditions) });
}

/** The same, newest first, as lists are asked for. */
function listOf(account: Account, size: number, ...conditions: readonly string[]) {
  const order = { order_criteria: 'created_at', order_by: 'DESC' };
  return account.ask({
    path: path`v2/customer`,
    query: { ...queryFor(account, size, conditions), ...order },
  });
}

function recordsIn(json: unknown) {
  return Array.isArray(json) ? json.filter(isRecord) : null;
}

function readUnknown(account: Account) {
  return account.ask({ path: path`v2/customer/${{ id: randomUUID() }}` });
}

/** What the probes that only read ask about. */
export const reading: readonly Assumption<VerifoneSettings>[] = [
  {
    id: 'refused-credentials',
    assumes: 'Wrong credentials are answered with 401 or 403.',
    source: 'Customer API OpenAPI document 1.17.0',
    steers: '`kindOf` in upstream/failure.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const exchange = withAuthorization(account.exchange, () => 'Bearer not-a-token');
      const answer = await account.ask({ path: path`v2/customer/${{ id: randomUUID() }}` }, exchange);
      return [401, 403].includes(answer.status) ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'unknown-id',
    assumes: 'An unknown id is answered with 404 and a number in `code`.',
    source: 'assumed',
    steers: '`behaviour.missingStatus`, `explainWith` in api.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { behaviour } = account.settings;
      const answer = await readUnknown(account);
      if ([401, 403].includes(answer.status))
        return unknown(publicText`The credentials are refused: ${answer}.`);
      const isSaid = explainWith(behaviour)(answer)?.kind === 'NOT_FOUND';
      if (isSaid && answer.status === behaviour.missingStatus) return holds;
      const isSettable = [400, 404].includes(answer.status) && answer.status !== behaviour.missingStatus;
      return differs(
        publicText`It is answered ${answer}.`,
        isSettable ? publicText`behaviour.missingStatus: ${answer.status}` : null,
      );
    },
  },
  {
    id: 'malformed-id',
    assumes: 'An id that is no UUID is answered with 400.',
    source: 'assumed',
    steers: 'nothing: no such id is asked for',
    isReliedOn: false,
    kind: 'read',
    probe: async (account) => {
      const answer = await account.ask({ path: path`v2/customer/${{ id: 'certify' }}` });
      return answer.status === 400 ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'largest-page',
    assumes:
      'A page holds as many customers as `behaviour.maximumPageSize` if it is asked for so many, 100 by default.',
    source: 'assumed; 50 is the documented default',
    steers: '`behaviour.maximumPageSize`',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { maximumPageSize: size } = account.settings.behaviour;
      const answer = await listOf(account, size);
      const found = recordsIn(answer.json);
      if (answer.status === 400)
        return differs(publicText`It is answered ${answer}.`, publicText`behaviour.maximumPageSize: ${50}`);
      if (answer.status >= 300 || found === null) return unknown(publicText`It is answered ${answer}.`);
      if (found.length >= size) return holds;
      const oldest = textOf(found.at(-1)?.['created_at']);
      if (oldest === null) return unknown(publicText`The account has no customers.`);
      const older = recordsIn((await listOf(account, 1, rsql.before('created_at', new Date(oldest)))).json);
      if (!older?.length) {
        return unknown(
          publicText`The account has ${found.length} customers; more than ${size} are needed to find out.`,
        );
      }
      return differs(
        publicText`${found.length} come if ${size} are asked for, and more follow.`,
        publicText`behaviour.maximumPageSize: ${found.length}`,
      );
    },
  },
  {
    id: 'ids-in-a-search',
    assumes: 'One search may name as many ids as `behaviour.keysPerSearch`, 50 by default.',
    source: 'assumed; `=in=` is documented, its length is not',
    steers: '`behaviour.keysPerSearch`',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { keysPerSearch } = account.settings.behaviour;
      const ask = (count: number) =>
        searchFor(
          account,
          count,
          rsql.isIn(
            'id',
            Array.from({ length: count }, () => randomUUID()),
          ),
        );
      const answer = await ask(keysPerSearch);
      if (answer.status < 300) return holds;
      for (const count of [25, 10, 1].filter((fewer) => fewer < keysPerSearch)) {
        const fewer = await ask(count);
        if (fewer.status < 300)
          return differs(
            publicText`${keysPerSearch} are answered ${answer}.`,
            publicText`behaviour.keysPerSearch: ${count}`,
          );
      }
      return unknown(publicText`Not even one id is searched for: ${answer}.`);
    },
  },
  {
    id: 'instants-in-a-search',
    assumes: 'A search takes an instant as RFC 3339 in UTC with milliseconds, in quotes.',
    source: 'assumed',
    steers: '`before` and `atOrAfter` in rsql.ts, on which every list goes on',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const plain = await searchFor(account, 1);
      if (plain.status >= 300) return unknown(publicText`A search is answered ${plain}.`);
      const answer = await searchFor(account, 1, rsql.before('created_at', account.now()));
      if (answer.status >= 300) return differs(publicText`It is answered ${answer}.`);
      const isFound = recordsIn(answer.json)?.length === recordsIn(plain.json)?.length;
      return isFound ? holds : differs(publicText`No customer is older than now.`);
    },
  },
  {
    id: 'search-required',
    assumes: 'A list without `search` is refused with 400.',
    source: 'List\\Create Customers: “required”',
    steers: 'nothing: every list has a search',
    isReliedOn: false,
    kind: 'read',
    probe: async (account) => {
      const answer = await account.ask({ path: path`v2/customer`, query: { page_number: 1, page_size: 1 } });
      return answer.status === 400 ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'equality-minds-case',
    assumes: '`==` minds the case of letters.',
    source: 'assumed',
    steers:
      'nothing: filters find what the provider finds; `spellingsOf` in entity.ts asks for both spellings of an id',
    isReliedOn: false,
    kind: 'read',
    probe: async (account) => {
      const found = recordsIn((await searchFor(account, 20)).json) ?? [];
      const email = found
        .map(({ email_address: address }) => textOf(address))
        .find((text) => /[a-z]/.test(text ?? ''));
      if (!email)
        return unknown(
          publicText`None of ${found.length} customers has an e-mail address with small letters.`,
        );
      const answer = await searchFor(account, 1, rsql.equal('email_address', email.toUpperCase()));
      if (answer.status >= 300) return unknown(publicText`A search by e-mail address is answered ${answer}.`);
      return recordsIn(answer.json)?.length === 0
        ? holds
        : differs(publicText`An address in capitals is found.`);
    },
  },
  {
    id: 'timestamp-unit',
    assumes: 'The `timestamp` of an error counts seconds.',
    source: 'assumed; the OpenAPI document says “Unix”',
    steers: 'nothing: it is not read',
    isReliedOn: false,
    kind: 'read',
    probe: async (account) => {
      const answer = await readUnknown(account);
      const timestamp = isRecord(answer.json) ? answer.json['timestamp'] : null;
      if (!isNumber(timestamp)) return unknown(publicText`There is no number: ${answer}.`);
      return Number(textOf(timestamp)) < 1e11 ? holds : differs(publicText`It counts milliseconds.`);
    },
  },
];
