import type { CustomerAddressInput, CustomerFieldsInput, CustomerPatchInput } from '../graphql/graphql.ts';
import { toMetadataPatch, toPairs } from './metadata.ts';
import { addressNames, addressParts, textNames, type AddressName, type Draft } from './model.ts';

/** Only what changed: what is empty now is cleared with null, what stayed the same is absent. */
export function toPatch(before: Draft, after: Draft): CustomerPatchInput {
  const patch: CustomerPatchInput = {};
  for (const name of textNames) {
    const text = trimmed(after, name);
    if (text !== trimmed(before, name)) patch[name] = text === '' ? null : text;
  }
  for (const name of addressNames) {
    const address = toAddress(after, name);
    // An address is replaced as a whole, so the parts that stayed go with it.
    if (JSON.stringify(address) !== JSON.stringify(toAddress(before, name))) patch[name] = address;
  }
  const metadata = toMetadataPatch(before.metadata, after.metadata);
  return metadata ? { ...patch, metadata } : patch;
}

/** Everything that is filled in. */
export function toFields(draft: Draft): CustomerFieldsInput {
  const fields: CustomerFieldsInput = {};
  for (const name of textNames) {
    const text = trimmed(draft, name);
    if (text !== '') fields[name] = text;
  }
  for (const name of addressNames) {
    const address = toAddress(draft, name);
    if (address) fields[name] = address;
  }
  const metadata = toPairs(draft.metadata);
  return metadata.length > 0 ? { ...fields, metadata } : fields;
}

function trimmed(draft: Draft, name: (typeof textNames)[number]): string {
  return draft.texts[name].trim();
}

/** Null if nothing of it is filled in. */
function toAddress({ texts }: Draft, name: AddressName): CustomerAddressInput | null {
  const address: CustomerAddressInput = {};
  for (const part of addressParts) {
    const text = texts[`${name}.${part}`].trim();
    if (text === '') continue;
    if (part === 'lines')
      address.lines = text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    else address[part] = text;
  }
  return Object.keys(address).length > 0 ? address : null;
}
