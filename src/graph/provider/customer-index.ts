import type { IndexStatus } from '../../gateway/blind-index/account-index.ts';
import { builder } from '../../builder/builder.ts';

export const CustomerIndex = builder.objectRef<IndexStatus>('CustomerIndex').implement({
  description:
    'The blind index of an account: keyed digests of what its customers are found by, and nothing that can be read.',
  fields: (t) => ({
    size: t.exposeInt('size', { nullable: false, description: 'How many customers it holds.' }),
    completeSince: t.expose('completeSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it has held every customer. Null while it is built for the first time.',
    }),
    lagSeconds: t.exposeInt('lagSeconds', {
      nullable: true,
      description:
        'How many seconds ago everything that was changed past this API was known. What was changed through this API is known at once. Null while it is built for the first time.',
    }),
  }),
});
