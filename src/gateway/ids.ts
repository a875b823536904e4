import { createHash } from 'node:crypto';
import type { RegistrationLink } from '../domain/registration-link.ts';
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
    }
  | { readonly type: 'RegistrationLink'; readonly account: string; readonly link: RegistrationLink };

/** One tenant's opaque names: ids of objects, and cursors. */
export interface Ids {
  readonly seal: (target: IdTarget) => string;
  /** Null for anything that is not an id of this tenant. */
  readonly open: (id: string) => IdTarget | null;
  readonly cursors: Seal;
}

/** Ids are deterministic, bound to the tenant, and hold nothing readable. */
export function createIds(secrets: readonly [Uint8Array, ...Uint8Array[]], tenant: string): Ids {
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
    case 'RegistrationLink':
      return [target.type, target.account, ...toTexts(target.link)];
  }
}

function fromTuple([type, account, ...texts]: Tuple): IdTarget {
  const [first = '', second = ''] = texts;
  switch (type) {
    case 'ProviderAccount':
      return { type, account };
    case 'Customer':
      return { type, account, key: first };
    case 'PaymentMethod':
      return { type, account, customerKey: first, key: second };
    case 'RegistrationLink':
      return { type, account, link: fromTexts(texts) };
  }
}

/** A link is held by its id alone: nothing is stored for it. */
function toTexts(link: RegistrationLink): string[] {
  const { customerKey, providerCustomerId, url, validForMinutes, createdAt } = link;
  return [customerKey, providerCustomerId ?? '', url, String(validForMinutes), createdAt.toISOString()];
}

function fromTexts([
  customerKey = '',
  providerCustomerId = '',
  url = '',
  minutes,
  createdAt,
]: string[]): RegistrationLink {
  return {
    customerKey,
    providerCustomerId: providerCustomerId || null,
    url,
    validForMinutes: Number(minutes),
    createdAt: new Date(createdAt ?? ''),
  };
}

/** A short digest that stands for a text which must not be kept. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
