import type { MatchField, Spellings } from '../../domain/customer-search.ts';
import * as rsql from './rsql.ts';

type Selectors = Readonly<
  Record<Exclude<MatchField, 'MERCHANT_REFERENCE' | 'NAME'>, readonly rsql.Selector[]>
>;

/** The Verifone fields that each search field compares. */
const selectors: Selectors = {
  EMAIL: ['email_address'],
  PHONE: ['phone_number'],
  DOCUMENT_NUMBER: ['tax.identifier', 'company_registration_number'],
};

/** The condition that matches customers who have one of the spellings. It needs at least one spelling. */
export function spelled({ NAME: names = [], ...others }: Spellings): string {
  const texts = Object.entries(selectors).flatMap(([field, kept]) => {
    const spellings = others[field as keyof Selectors] ?? [];
    return spellings.length === 0 ? [] : kept.map((selector) => rsql.isIn(selector, spellings));
  });
  return rsql.or(...texts, ...names.flatMap(named));
}

/** So many ways of dividing a name are searched for at most. */
const mostDivisions = 6;

/** Verifone keeps given and family name apart: the name is divided at each of its spaces, and either part may come first. */
function named(name: string): readonly string[] {
  const words = name.split(/\s+/).filter(Boolean);
  if (words.length === 1) {
    return [rsql.equal('billing.first_name', name), rsql.equal('billing.last_name', name)];
  }
  return words.slice(1, 1 + mostDivisions).flatMap((_, index) => {
    const [head, rest] = [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')];
    return [both(head, rest), both(rest, head)];
  });
}

function both(firstName: string, lastName: string): string {
  return rsql.and(rsql.equal('billing.first_name', firstName), rsql.equal('billing.last_name', lastName));
}
