import type { RegistrationLink } from '../domain/registration-link.ts';

/** What a sealed id names. */
export type IdTarget =
  | { readonly type: 'ProviderAccount'; readonly account: string }
  | { readonly type: 'Customer'; readonly account: string; readonly key: string }
  | {
      readonly type: 'PaymentMethod';
      readonly account: string;
      readonly customerKey: string;
      /** The provider's key, or its digest if the key is a secret. */
      readonly key: string;
    }
  | { readonly type: 'RegistrationLink'; readonly account: string; readonly link: RegistrationLink }
  /** It is at several accounts, or none that is configured. */
  | { readonly type: 'Erasure'; readonly account: null; readonly name: string };

/**
 * What is sealed into an id: a letter for the type, then its parts. Each part but the last has its length before it, so
 * that no two targets give the same text. It is short because every block of it costs time.
 */
export function toText(target: IdTarget): string {
  switch (target.type) {
    case 'ProviderAccount':
      return `A${target.account}`;
    case 'Customer':
      return `C${sized(target.account)}${target.key}`;
    case 'PaymentMethod':
      return `M${sized(target.account)}${sized(target.customerKey)}${target.key}`;
    case 'RegistrationLink':
      return `L${sized(target.account)}${textsOf(target.link).map(sized).join('')}`;
    case 'Erasure':
      return `E${target.name}`;
  }
}

export function toTarget(text: string): IdTarget {
  // Release 0.1 sealed an array in JSON.
  if (text.startsWith('[')) return fromTuple(JSON.parse(text));
  if (text.startsWith('E')) return { type: 'Erasure', account: null, name: text.slice(1) };
  const account = partAt(text, 1);
  switch (text[0]) {
    case 'A':
      return { type: 'ProviderAccount', account: text.slice(1) };
    case 'C':
      return { type: 'Customer', account: account.part, key: text.slice(account.end) };
    case 'M': {
      const customerKey = partAt(text, account.end);
      const key = text.slice(customerKey.end);
      return { type: 'PaymentMethod', account: account.part, customerKey: customerKey.part, key };
    }
    default:
      return { type: 'RegistrationLink', account: account.part, link: toLink(partsFrom(text, account.end)) };
  }
}

function sized(part: string): string {
  return `${part.length}:${part}`;
}

interface Part {
  readonly part: string;
  /** Where the next one begins. */
  readonly end: number;
}

function partAt(text: string, at: number): Part {
  const start = text.indexOf(':', at) + 1;
  const end = start + Number(text.slice(at, start - 1));
  return { part: text.slice(start, end), end };
}

function partsFrom(text: string, at: number): string[] {
  const parts: string[] = [];
  for (let next = at; next < text.length;) {
    const { part, end } = partAt(text, next);
    parts.push(part);
    next = end;
  }
  return parts;
}

/** A link is held by its id alone: nothing is stored for it. */
function textsOf({
  customerKey,
  providerCustomerId,
  url,
  validForMinutes,
  createdAt,
  paymentMethodKey,
}: RegistrationLink): string[] {
  const texts = [customerKey, providerCustomerId ?? '', url ?? '', String(validForMinutes)];
  return [...texts, createdAt.toISOString(), ...(paymentMethodKey === undefined ? [] : [paymentMethodKey])];
}

function toLink([
  customerKey = '',
  providerCustomerId = '',
  url = '',
  minutes,
  createdAt,
  paymentMethodKey,
]: string[]): RegistrationLink {
  return {
    customerKey,
    providerCustomerId: providerCustomerId || null,
    url: url || null,
    validForMinutes: Number(minutes),
    createdAt: new Date(createdAt ?? ''),
    ...(paymentMethodKey !== undefined && { paymentMethodKey }),
  };
}

type Tuple = readonly [type: Exclude<IdTarget['type'], 'Erasure'>, account: string, ...keys: string[]];

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
      return { type, account, link: toLink(texts) };
  }
}
