import { createHash } from 'node:crypto';
import { createSeal, type Seal } from './seal.ts';

/** What a sealed id names. */
export type IdTarget =
  | { readonly type: 'ProviderAccount'; readonly account: string }
  | { readonly type: 'Customer'; readonly account: string; readonly key: string }
  | {
      readonly type: 'PaymentMethod';
      readonly account: string;
      readonly customerKey: string;
      /** The provider's key, or its digest where the key is a secret. */
      readonly key: string;
    };

/** One tenant's opaque names: ids of objects, and cursors. */
export interface Ids {
  readonly seal: (target: IdTarget) => string;
  /** Null for anything that is not an id of this tenant. */
  readonly open: (id: string) => IdTarget | null;
  readonly cursors: Seal;
}

/** Ids are deterministic, bound to the tenant, and hold nothing readable. */
export function createIds(secrets: readonly [Buffer, ...Buffer[]], tenant: string): Ids {
  const ids = createSeal(secrets, tenant, 'id');
  return {
    seal: (target) => ids.seal(JSON.stringify(toTuple(target))),
    open: (id) => {
      const text = ids.open(id);
      return text === null ? null : fromTuple(JSON.parse(text));
    },
    cursors: createSeal(secrets, tenant, 'cursor'),
  };
}

type Tuple = readonly [type: IdTarget['type'], account: string, ...keys: string[]];

function toTuple(target: IdTarget): Tuple {
  switch (target.type) {
    case 'ProviderAccount':
      return [target.type, target.account];
    case 'Customer':
      return [target.type, target.account, target.key];
    case 'PaymentMethod':
      return [target.type, target.account, target.customerKey, target.key];
  }
}

function fromTuple([type, account, first = '', second = '']: Tuple): IdTarget {
  switch (type) {
    case 'ProviderAccount':
      return { type, account };
    case 'Customer':
      return { type, account, key: first };
    case 'PaymentMethod':
      return { type, account, customerKey: first, key: second };
  }
}

/** A short digest that stands for a text which must not be kept. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
