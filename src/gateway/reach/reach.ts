import { registrationTermsOf } from '../../domain/capability.ts';
import type { CustomerName } from '../../domain/customer-name.ts';
import { canonicalKey } from '../../domain/text.ts';
import type { Account } from '../account.ts';
import { digest, type Ids } from '../ids.ts';
import type { Loaders } from '../loaders.ts';
import { locate, type Located } from './locate.ts';
import { within } from './within.ts';

/** What a request reaches if it does not reach every customer: some customers, and what belongs to them. */
export interface Reach {
  /** The accounts that have the customers. They return nothing about other customers. */
  readonly accounts: readonly Account[];
  /** The customers, in the order of the credential's names; null for a name that matches no customer. */
  readonly customers: readonly (Located | null)[];
  /** Whether a key belongs to one of the customers. The calls to the provider are the same for every key. */
  readonly holds: (account: Account, key: string) => boolean | Promise<boolean>;
  /** Stands for these customers: the same for every credential that names the same ones. */
  readonly digest: string;
}

interface ReachOptions {
  readonly accounts: readonly Account[];
  readonly ids: Ids;
  readonly loaders: Loaders;
}

/** What is known of the customers at one account. */
interface Held {
  readonly account: Account;
  readonly keys: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

/** The reach of a shopper whose credential names these customers. */
export function createReach(names: readonly CustomerName[], { accounts, ids, loaders }: ReachOptions): Reach {
  const located = names.map((name) => locate(name, accounts, ids));
  const held = new Map<string, Held>();

  const holds: Reach['holds'] = ({ key: at }, key) => {
    const here = held.get(at);
    if (!here) return false;
    const sought = canonicalKey(key);
    if (here.keys.has(sought) || isKeyedByReference(here.account)) return here.keys.has(sought);
    return keysBehind(here, loaders).then((keys) => keys.has(sought));
  };

  for (const account of accounts) {
    const here = located.filter((one) => one?.account === account);
    if (here.length === 0) continue;
    const keys = here.flatMap((one) => (one && 'key' in one ? [one.key] : []));
    const named = here.flatMap((one) => (one && 'reference' in one ? [one.reference] : []));
    const isKeyed = isKeyedByReference(account);
    const own = {
      keys: new Set((isKeyed ? [...keys, ...named] : keys).map(canonicalKey)),
      references: new Set(isKeyed ? [...keys, ...named] : named),
    };
    const reached = within(account, {
      holds: async (key) => holds(account, key),
      holdsReference: (reference) => own.references.has(reference),
    });
    held.set(account.key, { ...own, account: reached });
  }

  return {
    accounts: [...held.values()].map(({ account }) => account),
    customers: located.map((one) => {
      const here = one && held.get(one.account.key);
      return here ? { ...one, account: here.account } : null;
    }),
    holds,
    digest: digest(JSON.stringify(located.map(textOf).toSorted())),
  };
}

/** Whether the merchant's reference becomes the customer's key, as it does if a person registers. */
function isKeyedByReference({ abilities }: Account): boolean {
  return registrationTermsOf(abilities)?.subject === 'PERSON';
}

/** The keys of those who are named by a reference, as the provider has them now. */
async function keysBehind({ account, references }: Held, loaders: Loaders): Promise<ReadonlySet<string>> {
  const { customerByReference } = loaders.of(account);
  const found = await Promise.all([...references].map(customerByReference));
  return new Set(found.flatMap((customer) => (customer ? [canonicalKey(customer.key)] : [])));
}

function textOf(one: Located | null): string {
  if (!one) return '';
  const { account, ...name } = one;
  return JSON.stringify([account.key, name]);
}
