import { wholeAddress } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import type { WholeAddressFragment, WholeCustomerFragment } from '../graphql/graphql.ts';
import { pairOf } from './metadata.ts';
import {
  addressNames,
  draftOf,
  type AddressName,
  type AddressPart,
  type Draft,
  type FieldPath,
  type TextName,
} from './model.ts';

/** A form that holds a customer as it is. */
export function draftOfCustomer(customer: WholeCustomerFragment): Draft {
  return draftOf((path) => textOf(customer, path), customer.metadata.map(pairOf));
}

/** The country that a record names in words that could not be turned into a code; null if there is none. */
export function wordsForCountry(customer: WholeCustomerFragment, name: AddressName): string | null {
  const address = readFragment(wholeAddress, customer[name]);
  return address && !address.countryCode ? (address.country ?? null) : null;
}

function textOf(customer: WholeCustomerFragment, path: FieldPath): string {
  for (const name of addressNames) {
    if (path.startsWith(`${name}.`))
      return addressText(customer, name, path.slice(name.length + 1) as AddressPart);
  }
  return valueOf(customer, path as TextName) ?? '';
}

/** What only one provider keeps has the same name in its details as in an input. */
function valueOf(customer: WholeCustomerFragment, name: TextName): string | null {
  const kept: Readonly<Record<string, unknown>> = { ...customer, ...customer.details };
  const value = kept[name];
  return typeof value === 'string' ? value : null;
}

function addressText(customer: WholeCustomerFragment, name: AddressName, part: AddressPart): string {
  const address = readFragment(wholeAddress, customer[name]);
  if (!address) return '';
  if (part === 'lines') return streetOf(address);
  // A country that has no code is shown as it is kept: an address is replaced whole, and must not lose it unseen.
  if (part === 'countryCode') return address.countryCode ?? address.country ?? '';
  return address[part] ?? '';
}

/** The lines without the house number and the building, if a provider keeps them apart: they have their own fields. */
function streetOf({ lines, premise, subPremise, building }: WholeAddressFragment): string {
  const street = building && lines.at(-1) === building ? lines.slice(0, -1) : lines;
  const number = [premise, subPremise].filter(Boolean).join(' ');
  const text = street.join('\n');
  if (number === '' || text === number) return number === '' ? text : '';
  return text.endsWith(` ${number}`) ? text.slice(0, -number.length - 1) : text;
}
