import type { Tenant } from '../gateway/tenant.ts';
import { pathOf, searchOf, type HttpAnswer, type HttpRequest } from '../http/handle.ts';
import { refuse } from './request/index.ts';

/** Calls to an account that are heeded in a second. The others are answered and do nothing. */
const heededPerSecond = 50;

/** Longer names are no record's at any provider. */
const longestName = 256;

export const webhooksPath = '/webhooks/';

/**
 * Answers providers that call when a record has changed. Nothing in a call is believed, because it carries no signature: the
 * record that its `id` names is asked for if a client watches it or an index has it, the account's cache is forgotten, because
 * that name may be a payment method's, and nothing happens otherwise. A provider repeats calls that are not answered with 2xx, so a call to a known account always is (bankingservice.ai, "Webhooks").
 */
export function createWebhooks(tenants: ReadonlyMap<string, Pick<Tenant, 'accounts' | 'hub' | 'indexes'>>) {
  const heeds = createLimit(heededPerSecond);

  return (request: HttpRequest): HttpAnswer => {
    const key = pathOf(request).slice(webhooksPath.length);
    // Tenants may have accounts of the same name: a reason to ask is harmless to each.
    const heeding = [...tenants.values()].filter(({ accounts }) =>
      accounts.some((account) => account.key === key),
    );
    if (heeding.length === 0) {
      return refuse(request, { status: 404, code: 'NOT_FOUND', message: 'There is no such account.' });
    }
    if (request.method !== 'GET' && request.method !== 'POST') {
      const headers = { allow: 'GET, POST' };
      return refuse(request, { status: 405, code: 'INVALID_INPUT', message: 'Use GET or POST.', headers });
    }
    const record = searchOf(request).get('id') ?? '';
    if (record !== '' && record.length <= longestName && heeds(key)) {
      for (const { accounts, hub, indexes } of heeding) {
        void accounts.find((account) => account.key === key)?.cache?.forget();
        hub.hint(key, record);
        indexes.hintUnverified(key, record);
      }
    }
    return { status: 204, headers: {}, body: null };
  };
}

/** Whether one more of the same name fits into this second. */
function createLimit(perSecond: number): (name: string) => boolean {
  const counts = new Map<string, number>();
  let second = 0;
  return (name) => {
    const now = Math.floor(performance.now() / 1_000);
    if (now !== second) counts.clear();
    second = now;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count <= perSecond;
  };
}
