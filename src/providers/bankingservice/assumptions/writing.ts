import { randomInt } from 'node:crypto';
import { path } from '../../../upstream/path.ts';
import { differs, holds, publicText, unknown, type Assumption } from '../../shared/assumption.ts';
import { updateFinding } from '../../shared/update.ts';
import { isRecord, textOf } from '../../shared/wire.ts';
import { explain } from '../api.ts';
import type { BankingserviceSettings } from '../settings.ts';
import { unknownCustomer } from './unknown-customer.ts';

/** What the probes ask about that make customers of their own. */
export const writing: readonly Assumption<BankingserviceSettings>[] = [
  {
    id: 'put-replaces',
    assumes: 'PUT replaces the record: what it leaves out is gone.',
    source: 'assumed',
    steers: '`behaviour.update`, `fromPatch` in customer.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const { behaviour } = account.settings;
      const record = await account.make({ first_name: 'Certify' });
      const json = { company: record.mark };
      const update = await account.ask({ method: 'PUT', path: record.path, json });
      if (update.status >= 300) return differs(publicText`A PUT is answered ${update}.`);
      const found = await record.read();
      if (!isRecord(found.json)) return unknown(publicText`The customer cannot be read: ${found}.`);
      return updateFinding(found.json['first_name'], behaviour.update);
    },
  },
  {
    id: 'email-repeatable',
    assumes: 'Two customers may have one e-mail address.',
    source: 'assumed',
    steers: 'nothing: a refusal is passed on',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const email = `certify-${randomInt(1e12)}@example.com`;
      await account.make({ email });
      const { key, answer } = await account.tryToMake({ email });
      return key === null ? differs(publicText`The second is answered ${answer}.`) : holds;
    },
  },
  {
    id: 'write-to-unknown',
    assumes: 'A write to an unknown customer is answered with 400.',
    source: 'Customers, which gives writes no 404',
    steers: '`behaviour.missingWriteStatus`, `nullIfGone` in api.ts',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const { missingWriteStatus } = account.settings.behaviour;
      const answer = await account.ask({ method: 'DELETE', ...unknownCustomer(account.settings) });
      if (answer.status === missingWriteStatus) return holds;
      const isSaid = explain(answer)?.kind === 'NOT_FOUND' || answer.status === 400;
      return differs(
        publicText`It is answered ${answer}.`,
        isSaid ? publicText`behaviour.missingWriteStatus: ${answer.status}` : null,
      );
    },
  },
  {
    id: 'premise-keeps-its-type',
    assumes: 'A house number that is sent as a number comes back as a number.',
    source: 'Customers has a number, Card not present card payments a text',
    steers: '`toPremise` in customer.ts; both are read',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const record = await account.make({ address: { premise: 58 } });
      const found = await record.read();
      const address = isRecord(found.json) ? found.json['address'] : null;
      const isNumber = isRecord(address) && address['premise'] === 58;
      return isNumber ? holds : differs(publicText`It comes back as ${found}.`);
    },
  },
  {
    id: 'deletion-answer',
    assumes: 'A deletion is answered with the deleted customer.',
    source: 'Customers',
    steers: '`behaviour.deletionAnswer`, `toDeletedCustomer` in customer.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const { behaviour } = account.settings;
      const record = await account.make();
      const removed = await record.remove();
      if (removed.status >= 300) return differs(publicText`It is answered ${removed}.`);
      const isRecordOf = isRecord(removed.json) && textOf(removed.json['id']) === record.key;
      if (isRecordOf === (behaviour.deletionAnswer === 'record')) return holds;
      return isRecordOf
        ? differs(publicText`It is the customer: ${removed}.`, publicText`behaviour.deletionAnswer: "record"`)
        : differs(publicText`It is no customer: ${removed}.`, publicText`behaviour.deletionAnswer: "other"`);
    },
  },
  {
    id: 'deleted-is-gone',
    assumes: 'A deleted customer is not read any more.',
    source: 'assumed',
    steers: '`getCustomer` in index.ts, which shows what is read',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const record = await account.make();
      await record.remove();
      const found = await record.read();
      return found.status < 300 ? differs(publicText`It is answered ${found}.`) : holds;
    },
  },
  {
    id: 'reference-is-idempotent',
    assumes: 'A second payment method with one `reference` is the first.',
    source: 'Payment methods: “also used for idempotency”',
    steers: '`CREATE_REGISTRATION_LINK` in index.ts, which says that an unknown outcome can be repeated',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const { profileId } = account.settings;
      const { key } = await account.make();
      const methods = path`v1/profiles/${{ profileId }}/customers/${{ customerId: key }}/payment-methods`;
      const json = { method: 'internal', reference: `vaultgraph certify ${randomInt(1e12)}` };
      const first = await account.ask({ method: 'POST', path: methods, json });
      const second = await account.ask({ method: 'POST', path: methods, json });
      if (first.status >= 300) return unknown(publicText`No payment method could be made: ${first}.`);
      const idOf = (made: unknown) => textOf(isRecord(made) ? made['id'] : null);
      const isSame = second.status < 300 && idOf(first.json) === idOf(second.json);
      return isSame ? holds : differs(publicText`The second is answered ${second}.`);
    },
  },
  {
    id: 'payment-method-deletable',
    assumes: 'A payment method can be deleted.',
    source: 'Payment methods: “if possible”',
    steers: '`DELETE_PAYMENT_METHOD` in index.ts, whose note says that it may be refused',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const { profileId } = account.settings;
      const { key } = await account.make();
      const methods = path`v1/profiles/${{ profileId }}/customers/${{ customerId: key }}/payment-methods`;
      const made = await account.ask({ method: 'POST', path: methods, json: { method: 'internal' } });
      const id = textOf(isRecord(made.json) ? made.json['id'] : null);
      if (id === null) return unknown(publicText`No payment method could be made: ${made}.`);
      const one = path`v1/profiles/${{ profileId }}/customers/${{ customerId: key }}/payment-methods/${{ id }}`;
      const removed = await account.ask({ method: 'DELETE', path: one });
      return removed.status < 300 ? holds : differs(publicText`It is answered ${removed}.`);
    },
  },
];
