import { answering, recording } from '../../testing/support/exchange.ts';
import { connectTo } from '../../testing/support/vault.ts';
import type { Fetch } from '../../http/fetch.ts';
import { emulate } from '../../emulators/bankingservice/emulator.ts';
import { bankingservice } from './index.ts';

export const fromStart = { from: null, limit: 20 };

/** The key of a customer who does not exist. */
export const gone = 'customer_000000000000000000000000000000';

/** A vault whose provider answers through `fetch`; token requests are always granted. It records what was sent. */
export function vaultAt(fetch: Fetch) {
  const recorded = recording(fetch);
  const granting: Fetch = async (request) =>
    request.headers.get('content-type') === 'application/x-www-form-urlencoded'
      ? Response.json({ access_token: 'token', expires_in: 3600 })
      : recorded.fetch(request);
  const { vault } = connectTo(bankingservice, { ...emulate(), fetch: granting });
  return { vault, sent: recorded.sent };
}

type Answered = readonly [body: unknown, init?: ResponseInit];

/** A vault whose provider gives these answers, the last of them to everything that follows. */
export function answeringInTurn(...answers: readonly Answered[]) {
  const left = [...answers];
  return vaultAt(async (request) => {
    const [body, init = {}] = (left.length > 1 ? left.shift() : left[0]) ?? [null];
    return answering(body, init)(request);
  });
}

/** A vault whose provider gives one answer to everything. */
export function vaultAnswering(body: unknown, init: ResponseInit = {}) {
  return answeringInTurn([body, init]).vault;
}

/** A vault at an emulator, the keys of its customers, and all requests it sends. */
export function emulated(
  options: Parameters<typeof emulate>[0] = {},
  settings: Readonly<Record<string, unknown>> = {},
) {
  const emulator = emulate(options);
  const { fetch, sent } = recording(emulator.fetch);
  const accounts = (origin: string) =>
    emulator.accounts(origin).map((account) => withSettings(account, settings));
  const { vault, customerKeys } = connectTo(bankingservice, { accounts, fetch });
  return { emulator, vault, customerKeys, sent };
}

function withSettings<Account extends { readonly settings: object }>(account: Account, settings: object) {
  return { ...account, settings: { ...account.settings, ...settings } };
}

/** The methods of requests. */
export function methodsOf(sent: readonly { readonly method: string }[]): readonly string[] {
  return sent.map(({ method }) => method);
}

/** The queries of requests, those without one left out. */
export function queriesOf(sent: readonly { readonly url: string }[]): readonly string[] {
  return sent.map(({ url }) => new URL(url).search).filter((search) => search !== '');
}
