import { randomUUID } from 'node:crypto';
import { path } from '../../../upstream/path.ts';
import { differs, holds, publicText, unknown, type Assumption } from '../../shared/assumption.ts';
import { updateFinding } from '../../shared/update.ts';
import { isRecord } from '../../shared/wire.ts';
import { explainWith } from '../api.ts';
import type { VerifoneSettings } from '../settings.ts';

/** What the probes ask about that make customers of their own. */
export const writing: readonly Assumption<VerifoneSettings>[] = [
  {
    id: 'update-replaces',
    assumes: 'An update replaces the record: what it leaves out is gone.',
    source: 'Get\\Update\\Delete Customer, which says both',
    steers: '`behaviour.update`, `merge` in record.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const { entityId, behaviour } = account.settings;
      const record = await account.make({ title: 'Dr.' });
      const update = await account.ask({
        method: 'POST',
        path: record.path,
        json: { entity_id: entityId, company_name: record.mark },
      });
      if (update.status >= 300)
        return differs(publicText`An update without a field that is kept is answered ${update}.`);
      const found = await record.read();
      if (!isRecord(found.json)) return unknown(publicText`The customer cannot be read: ${found}.`);
      return updateFinding(found.json['title'], behaviour.update);
    },
  },
  {
    id: 'refused-field',
    assumes: 'A wrong field is refused with 400, the code 107, and its place in `details`.',
    source: 'assumed, after Error Codes (Checkout)',
    steers: '`explainWith` and `toIssues` in api.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const { key, answer } = await account.tryToMake({ phone_number: 'certify' });
      if (key !== null) return differs(publicText`A telephone number without digits is accepted: ${answer}.`);
      const explanation = explainWith(account.settings.behaviour)(answer);
      const namesField = explanation?.kind === 'REJECTED' && (explanation.issues?.length ?? 0) > 0;
      return namesField ? holds : differs(publicText`It is answered ${answer}, and no field is named.`);
    },
  },
  {
    id: 'unknown-keys-refused',
    assumes: 'A key that no page names is refused.',
    source: 'assumed, after the code 127 of Checkout',
    steers: '`givenNames` in record.ts, which are not sent back',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const { key, answer } = await account.tryToMake({ certify: 'certify' });
      return key === null ? holds : differs(publicText`It is accepted: ${answer}.`);
    },
  },
  {
    id: 'deletion-answer',
    assumes: 'A deletion is answered with 204, and the customer is not there any more.',
    source: 'Get\\Update\\Delete Customer',
    steers: '`deleteCustomer` in api.ts, DELETE_CUSTOMER `ERASED` in index.ts',
    isReliedOn: true,
    kind: 'write',
    probe: async (account) => {
      const record = await account.make();
      // As the adapter does.
      await record.read();
      const removed = await record.remove();
      if (removed.status !== 204) return differs(publicText`It is answered ${removed}.`);
      const found = await record.read();
      return found.status >= 400 ? holds : differs(publicText`It is still read: ${found}.`);
    },
  },
  {
    id: 'deletion-of-unknown',
    assumes: 'The deletion of an unknown customer is answered like a read of one.',
    source: 'assumed',
    steers: '`deleteCustomer` in index.ts, which reads the customer before',
    isReliedOn: false,
    kind: 'write',
    probe: async (account) => {
      const one = path`v2/customer/${{ id: randomUUID() }}`;
      const read = await account.ask({ path: one });
      const removed = await account.ask({ method: 'DELETE', path: one });
      return removed.status === read.status
        ? holds
        : differs(publicText`It is answered ${removed}, a read ${read}.`);
    },
  },
];
