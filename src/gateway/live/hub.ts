import { createHash } from 'node:crypto';
import { VaultError } from '../../domain/errors.ts';
import type { Call, UpstreamCall } from '../../port.ts';
import type { Account } from '../account.ts';
import { endingAt } from '../../upstream/abort.ts';
import { realClock, type Clock } from './clock.ts';
import { forgettingChanges } from './forgetting-changes.ts';
import { noHints, type LiveHints } from './hints.ts';
import type { Moment } from './moment.ts';
import type { Topic } from './topic.ts';
import { createWatched, type Asked, type Watched } from './watched.ts';

/** The watchers of one tenant. A provider is asked once for all watchers of a topic, and not at all if there are none. */
export interface Hub {
  /** Shows the topic as it is, then whenever it differs, until it never can again. */
  readonly watch: (topic: Topic) => AsyncIterableIterator<Moment>;
  /** A record may have changed: its watchers will see it soon. Costs nothing if there are none. */
  readonly hint: (account: string, record: string) => void;
}

export interface HubOptions {
  readonly tenant: string;
  readonly accounts: readonly Account[];
  /** How long one question may take. */
  readonly requestTimeoutMs: number;
  readonly clock?: Clock | undefined;
  readonly hints?: LiveHints | undefined;
  readonly observer?: HubObserver | undefined;
}

/** Observes what the hub does. */
export interface HubObserver {
  readonly question: (outcome: Asked) => void;
  readonly call: (call: UpstreamCall) => void;
  /** A failure that is not a provider's. */
  readonly defect: (error: unknown) => void;
}

/** The caller of calls that are made for all watchers. */
const caller = 'watchers';

interface Entry {
  readonly watched: Watched;
  names: ReadonlySet<string>;
}

export function createHub({
  tenant,
  accounts,
  requestTimeoutMs,
  clock = realClock,
  hints = noHints,
  observer,
}: HubOptions): Hub {
  const entries = new Map<string, Entry>();
  let unsubscribe: (() => void) | null = null;

  const hintHere = (name: string): void => {
    for (const { names, watched } of entries.values()) if (names.has(name)) watched.hint();
  };

  const call = () => {
    const deadline = performance.now() + requestTimeoutMs;
    const { signal, end } = endingAt(deadline);
    const observe: Call['observe'] = (entry) => observer?.call(entry);
    return { call: { signal, deadline, caller, observe, afresh: true as const }, end };
  };

  const open = (topic: Topic): Entry => {
    const nameOf = (record: string): string => nameOfRecord(tenant, topic.account, record);
    const account = accounts.find(({ key }) => key === topic.account);
    if (!account) throw new Error('A topic is at an account that the tenant does not have.');
    const watched = createWatched(account.cache ? forgettingChanges(topic, account.cache) : topic, {
      account,
      clock,
      call,
      asked: (outcome, error) => {
        observer?.question(outcome);
        if (outcome === 'failed' && !(error instanceof VaultError)) observer?.defect(error);
      },
      about: (records) => void (entry.names = new Set(records.map(nameOf))),
      changed: () => topic.records.forEach((record) => hints.publish(nameOf(record))),
      left: () => {
        entries.delete(topic.key);
        if (entries.size > 0) return;
        unsubscribe?.();
        unsubscribe = null;
      },
    });
    const entry: Entry = { watched, names: new Set(topic.records.map(nameOf)) };
    entries.set(topic.key, entry);
    unsubscribe ??= hints.subscribe(hintHere);
    return entry;
  };

  return {
    watch: (topic) => (entries.get(topic.key) ?? open(topic)).watched.watch(),
    hint: (account, record) => {
      const name = nameOfRecord(tenant, account, record);
      hintHere(name);
      hints.publish(name);
    },
  };
}

/** A digest, so that no one can read which record it is. */
function nameOfRecord(tenant: string, account: string, record: string): string {
  return createHash('sha256')
    .update(JSON.stringify([tenant, account, record]))
    .digest('base64url');
}
