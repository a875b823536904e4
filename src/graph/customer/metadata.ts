import type { Metadata, MetadataValue } from '../../domain/customer.ts';
import { builder, open } from '../../builder/builder.ts';

export const MetadataEntry = builder
  .objectRef<{ readonly key: string; readonly value: MetadataValue }>('MetadataEntry')
  .implement({
    description: 'One metadata pair.',
    fields: (t) => ({
      key: t.exposeString('key', { ...open, nullable: false, description: 'The key.' }),
      value: t.expose('value', {
        ...open,
        type: 'MetadataValue',
        nullable: false,
        description: 'The value.',
      }),
    }),
  });

/** Pairs sorted by key: those of the named keys, or all for null. */
export function entriesOf(metadata: Metadata, keys: readonly string[] | null) {
  return Object.entries(metadata)
    .filter(([key]) => keys === null || keys.includes(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, value }));
}
