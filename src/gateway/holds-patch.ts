import type { Address, Customer, Metadata } from '../domain/customer.ts';
import type { AddressInput, CustomerPatch, MetadataPatch } from '../domain/customer-input.ts';

/** Whether a record is as a patch would make it. Spelling that providers are known to change makes no difference. */
export function holdsPatch(customer: Customer, patch: CustomerPatch): boolean {
  const { billingAddress, shippingAddress, metadata, ...texts } = patch;
  return (
    Object.entries(texts).every(
      ([name, wanted]) => wanted === undefined || isSameText(textOf(customer, name), wanted),
    ) &&
    holdsAddress(customer.billingAddress, billingAddress) &&
    holdsAddress(customer.shippingAddress, shippingAddress) &&
    holdsMetadata(customer.metadata, metadata)
  );
}

/** A field that only one provider has is in the customer's details under the same name. */
function textOf(customer: Customer, name: string): unknown {
  const known = { ...customer.details, ...customer, merchantReference: customer.reference };
  return name in known ? known[name as keyof typeof known] : undefined;
}

const phones = /^\+?[\d\s()./-]+$/;

/** Null and nothing are the same; what the record does not have at all is not held. */
function isSameText(held: unknown, wanted: string | null): boolean {
  if (held !== null && typeof held !== 'string') return false;
  return normal(held ?? '') === normal(wanted ?? '');
}

function normal(value: string): string {
  const text = value.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return phones.test(text) ? text.replaceAll(/\D/g, '') : text;
}

const parts = [
  'city',
  'region',
  'postalCode',
  'premise',
  'subPremise',
  'building',
  'countryCode',
] as const satisfies readonly (keyof AddressInput & keyof Address)[];

/** An address is replaced as a whole, so that what the patch leaves out must not be there. */
function holdsAddress(held: Address | null, wanted: AddressInput | null | undefined): boolean {
  if (wanted === undefined) return true;
  const isSame = parts.every((part) => isSameText(held?.[part] ?? null, wanted?.[part] ?? null));
  return isSame && isSameText(held?.lines.join(' ') ?? null, wanted?.lines?.join(' ') ?? null);
}

function holdsMetadata(held: Metadata, wanted: MetadataPatch | null | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === null) return Object.keys(held).length === 0;
  return (
    Object.entries(wanted.set).every(([key, value]) => key in held && held[key] === value) &&
    wanted.unset.every((key) => !(key in held))
  );
}
