import { path } from '../../../upstream/path.ts';
import {
  differs,
  holds,
  publicText,
  unknown,
  type Assumption,
  type OwnRecord,
  type Probing,
} from '../../shared/assumption.ts';
import { isRecord } from '../../shared/wire.ts';
import { explainWith } from '../api.ts';
import type { MonriSettings } from '../settings.ts';

type Account = Probing<MonriSettings>;

function update(account: Account, record: OwnRecord, json: object) {
  return account.ask({ method: 'POST', path: record.path, json });
}

function fieldOf(json: unknown, name: string): unknown {
  return isRecord(json) ? json[name] : undefined;
}

/** What the probes ask about that make customers of their own. */
export const writing: readonly Assumption<MonriSettings>[] = [
  {
    id: 'duplicate-reference',
    assumes: 'A second customer with one `merchant_customer_id` is refused as taken.',
    source: 'integration test of monri-android',
    steers: '`isGuardedByReference` in index.ts, `explainWith` in api.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const first = await account.make();
      const { key, answer } = await account.tryToMake({}, first.mark);
      if (key !== null) return differs(publicText`A second one is made: ${answer}.`);
      const kind = explainWith(account.settings.behaviour)(answer)?.kind;
      return kind === 'ALREADY_EXISTS' ? holds : differs(publicText`It is answered ${answer}.`);
    },
  },
  {
    id: 'refused-field',
    assumes: 'A wrong field is refused with 400 and a sentence that begins with the field’s name.',
    source: 'assumed, after monri-ruby',
    steers: '`toIssue` in api.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const { key, answer } = await account.tryToMake({ country: 'XYZ' });
      if (key !== null) return differs(publicText`A country of three letters is accepted: ${answer}.`);
      const explanation = explainWith(account.settings.behaviour)(answer);
      const namesField = explanation?.kind === 'REJECTED' && (explanation.issues?.length ?? 0) > 0;
      return answer.status === 400 && namesField
        ? holds
        : differs(publicText`It is answered ${answer}, and no field is named.`);
    },
  },
  {
    id: 'null-on-plain-field',
    assumes: 'Null empties a plain field in an update, as it does for a key of `metadata`.',
    source: 'assumed; documented for metadata',
    steers: '`behaviour.clearWith`, `fromPatch` in customer.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const { clearWith } = account.settings.behaviour;
      const record = await account.make({ phone: '000' });
      const isEmptied = async (value: null | '') => {
        await update(account, record, { phone: value });
        return !fieldOf((await record.read()).json, 'phone');
      };
      if (await isEmptied(clearWith === 'null' ? null : '')) return holds;
      if (!(await isEmptied(clearWith === 'null' ? '' : null)))
        return differs(publicText`Neither null nor an empty text empties it.`);
      return clearWith === 'null'
        ? differs(
            publicText`An empty text empties it, null does not.`,
            publicText`behaviour.clearWith: "empty text"`,
          )
        : differs(
            publicText`Null empties it, an empty text does not.`,
            publicText`behaviour.clearWith: "null"`,
          );
    },
  },
  {
    id: 'reference-changeable',
    assumes: 'An update may change `merchant_customer_id`.',
    source: 'Customers API, where it is among the fields of an update',
    steers: '`plainFields` in customer.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const record = await account.make();
      const mark = account.newMark();
      const updated = await update(account, record, { merchant_customer_id: mark });
      if (updated.status >= 300) return differs(publicText`It is answered ${updated}.`);
      const isChanged = fieldOf((await record.read()).json, 'merchant_customer_id') === mark;
      return isChanged ? holds : differs(publicText`It is accepted and not changed.`);
    },
  },
  {
    id: 'deleted-not-listed',
    assumes: 'A deleted customer is in no list.',
    source: 'assumed',
    steers: '`listCustomers` in index.ts, which passes on what is listed',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const { key, remove } = await account.make();
      await remove();
      const { json } = await account.ask({ path: path`v2/customers`, query: { limit: 50, offset: 0 } });
      const data = fieldOf(json, 'data');
      if (!Array.isArray(data)) return unknown(publicText`The list cannot be read.`);
      const isListed = data.some((item) => fieldOf(item, 'uuid') === key || fieldOf(item, 'id') === key);
      return isListed ? differs(publicText`It is listed.`) : holds;
    },
  },
  {
    id: 'deleted-readable',
    assumes: 'A deleted customer is still read, with `deleted: true`.',
    source: '`deleted` in Customers API',
    steers: '`deleteCustomer` in index.ts, which copes with its absence',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const { read, remove } = await account.make();
      await remove();
      const found = await read();
      return fieldOf(found.json, 'deleted') === true ? holds : differs(publicText`It is answered ${found}.`);
    },
  },
  {
    id: 'deleted-unchangeable',
    assumes: 'A deleted customer cannot be changed.',
    source: 'assumed',
    steers: 'nothing: a refusal is passed on',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const record = await account.make();
      await record.remove();
      const updated = await update(account, record, { phone: '000' });
      return updated.status >= 400 ? holds : differs(publicText`It is answered ${updated}.`);
    },
  },
  {
    id: 'second-deletion',
    assumes: 'A deletion of a deleted customer is confirmed again.',
    source: 'assumed',
    steers: '`deleteCustomer` in index.ts, which reads the customer before',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const { remove } = await account.make();
      await remove();
      const second = await remove();
      return second.status < 300 ? holds : differs(publicText`It is answered ${second}.`);
    },
  },
  {
    id: 'deletion-answer',
    assumes: 'A deletion is answered with `id` and `deleted: true`.',
    source: 'Customers API; Monri’s Android SDK reads `uuid`',
    steers: '`deletion` in shared/deletion.ts, which reads either',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const { key, read, remove } = await account.make();
      // As the adapter does.
      await read();
      const removed = await remove();
      const { json } = removed;
      const isAsDocumented = fieldOf(json, 'id') === key && fieldOf(json, 'deleted') === true;
      const isMore = isRecord(json) && 'uuid' in json;
      return isAsDocumented && !isMore ? holds : differs(publicText`It is answered ${removed}.`);
    },
  },
  {
    id: 'deleted-reference',
    assumes: 'The `merchant_customer_id` of a deleted customer can be given to another.',
    source: 'assumed',
    steers: 'nothing: a refusal is passed on',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const first = await account.make();
      await first.remove();
      const { key, answer } = await account.tryToMake({}, first.mark);
      return key === null ? differs(publicText`It is answered ${answer}.`) : holds;
    },
  },
];
