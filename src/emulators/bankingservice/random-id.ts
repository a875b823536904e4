import { randomUUID } from 'node:crypto';

/** A new id as the vendor's look: the kind and 30 hexadecimal digits. */
export function randomId(kind: 'customer' | 'pm'): string {
  return `${kind}_${randomUUID().replaceAll('-', '').slice(0, 30)}`;
}
