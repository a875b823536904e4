import type { EmulatedAccount } from './emulator.ts';
import type { RecordedAccount } from './recorded-account.ts';
import type { Handler, Routed } from './route.ts';

interface Recorded {
  /** The account whose credentials a request has; undefined if it has none, or none that was recorded. */
  readonly accountOf: (routed: Routed) => RecordedAccount | undefined;
  /** The path of the base URL, if it has one. */
  readonly base?: string;
}

/** The same routes, answered with what was recorded. A request without credentials goes to the emulator, which refuses it. */
export function recordedRoutes(
  table: Readonly<Record<string, Handler>>,
  { accountOf, base = '' }: Recorded,
): Record<string, Handler> {
  return Object.fromEntries(
    Object.entries(table).map(([key, handler]): [string, Handler] => {
      const call = key.replace(` ${base}`, ' ').replaceAll(/:(\w+)/g, '{$1}');
      return [
        key,
        (routed) => {
          const account = accountOf(routed);
          return account ? answered(account, routed, { call, base }) : handler(routed);
        },
      ];
    }),
  );
}

function answered(
  { answerTo, lacks }: RecordedAccount,
  { request, url }: Routed,
  { call, base }: { readonly call: string; readonly base: string },
): Response {
  const path = url.pathname.slice(base.length);
  const answer = answerTo({ method: request.method, path, query: url.searchParams });
  if (answer) return answer;
  lacks?.(call);
  // A status that adapters take for a refusal: the record may exist, and nothing was done.
  return Response.json({ message: `No answer to this ${call} was recorded.` }, { status: 422 });
}

/** An account with the settings of the one that was recorded: how it behaves, and those of these names. */
export function asRecorded<Account extends EmulatedAccount>(
  account: Account,
  recorded: RecordedAccount | undefined,
  ...names: readonly string[]
): Account {
  if (!recorded) return account;
  const kept = Object.entries(recorded.settings).filter(([name]) => ['behaviour', ...names].includes(name));
  const settings = Object.assign({}, account.settings, Object.fromEntries(kept));
  return Object.assign({}, account, { settings, customerKeys: () => [] });
}
