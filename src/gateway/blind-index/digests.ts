import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { Customer } from '../../domain/customer.ts';
import { matchFields, type CustomerMatch, type MatchField } from '../../domain/customer-search.ts';
import { canonicalKey } from '../../domain/text.ts';
import type { IndexEntry } from '../../store/index-store.ts';
import type { Account } from '../account.ts';
import { countryOf, valuesOf } from '../find/compare.ts';
import { normal } from '../find/normal.ts';
import { createSeal, type Seal } from '../sealing/seal.ts';
import { phoneForms } from './phone-forms.ts';

/** What an index keeps in the place of values: each is bound to the key, the tenant, the account and the field. */
export interface Digests {
  /** Names the index of the account; another one if its values would be digested in another way. */
  readonly space: string;
  readonly entryOf: (customer: Customer) => IndexEntry;
  readonly nameOf: (key: string) => string;
  /** The customer's key; null if it was not sealed here. */
  readonly keyOf: (entry: Pick<IndexEntry, 'sealed'>) => string | null;
  /** What customers who may match are found by. */
  readonly tokensOf: (match: CustomerMatch) => readonly string[];
  /** For what is kept beside the entries. */
  readonly seal: Seal;
}

/** The fields that an account is searched by with an index: those by which customers are otherwise filtered or compared. */
export function indexedFields({ searches }: Pick<Account, 'searches'>): readonly MatchField[] {
  return matchFields.filter((field) => ['FILTER', 'SCAN'].includes(searches[field].method));
}

/** Changes when equal values are digested in another way: every index is built again then. */
const version = 1;

const [tokenBytes, nameBytes] = [8, 16];

/** Digests of one account's customers, with the tenant's secret. */
export function createDigests(secret: Uint8Array, tenant: string, account: Account): Digests {
  const key = new Uint8Array(hkdfSync('sha256', secret, tenant, 'vaultgraph blind index', 32));
  const digester = (domain: string, bytes: number) => {
    const derived = createHmac('sha256', key).update(JSON.stringify([account.key, domain]));
    // A key object is five times as fast as bytes.
    const own = createSecretKey(derived.digest());
    return (text: string): string =>
      createHmac('sha256', own).update(text).digest().toString('base64url', 0, bytes);
  };
  const fields = indexedFields(account);
  const tokenFor = Object.fromEntries(
    [...matchFields, 'PHONE_END'].map((domain) => [domain, digester(domain, tokenBytes)]),
  ) as Record<MatchField | 'PHONE_END', (text: string) => string>;
  const nameOf = digester('key', nameBytes);
  const { seal, open } = createSeal([secret], tenant, `index of ${account.key}`);

  const formsOf = (field: MatchField, text: string, country: string | null): readonly string[] => {
    if (field !== 'PHONE') {
      const form = normal(field, text, country);
      return form === '' ? [] : [tokenFor[field](form)];
    }
    const { whole, ends } = phoneForms(text, country);
    return [...(whole === null ? [] : [tokenFor.PHONE(whole)]), ...ends.map(tokenFor.PHONE_END)];
  };

  return {
    space: digester(
      'space',
      nameBytes,
    )(JSON.stringify([version, account.provider, account.country, account.documentNumbers, fields])),
    nameOf: (customerKey) => nameOf(canonicalKey(customerKey)),
    entryOf: (customer) => {
      const country = countryOf(customer, account);
      const tokens = fields.flatMap((field) =>
        valuesOf(customer, field, account).flatMap((text) => formsOf(field, text, country)),
      );
      return {
        name: nameOf(canonicalKey(customer.key)),
        sealed: seal(customer.key),
        tokens: [...new Set(tokens)],
      };
    },
    keyOf: ({ sealed }) => open(sealed),
    tokensOf: (match) =>
      fields.flatMap((field) => {
        const text = match[field];
        if (text === undefined) return [];
        if (field !== 'PHONE') return formsOf(field, text, null);
        const { whole } = phoneForms(text, null);
        // A number with its country code is the same number everywhere. Any other may be from each customer's country.
        if (whole !== null) return [tokenFor.PHONE(whole)];
        const ends = [null, account.country].flatMap((country) => phoneForms(text, country).ends);
        return [...new Set(ends)].map(tokenFor.PHONE_END);
      }),
    seal: createSeal([secret], tenant, `progress of the index of ${account.key}`),
  };
}
