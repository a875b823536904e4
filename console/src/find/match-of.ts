import type { CustomerMatchInput } from '../graphql/graphql.ts';

/** What a text may be of a person: who has any of it is found. */
export function matchOf(text: string): CustomerMatchInput {
  if (text.includes('@')) return { email: text, merchantReference: text };
  const numbers = { documentNumber: text, merchantReference: text };
  const digits = text.replaceAll(/\D/g, '').length;
  if (digits >= 6 && /^[\d\s()+./-]+$/.test(text)) return { phone: text, ...numbers };
  if (/\s/.test(text)) return { name: text };
  return /[\p{L}\p{N}]/u.test(text) ? { name: text, ...numbers } : { merchantReference: text };
}
