import { z } from 'zod';
import type { ProviderDefinition } from '../providers/define.ts';
import { whole } from './schema-server.ts';

/** The blind index of an account; refused for one whose provider lists no customers. */
export function accountIndex({ title, abilities }: Pick<ProviderDefinition, 'title' | 'abilities'>) {
  const isListed = abilities.LIST_CUSTOMERS.support !== 'UNSUPPORTED';
  const unlisted = `must be left out: ${title} lists no customers, so no index can be built`;
  return z
    .strictObject({
      refreshSeconds: whole
        .min(10)
        .max(30 * 86_400)
        .default(3_600)
        .describe(
          'How far the index may be behind what is changed past this API, in seconds. The whole list is read twice in that time; who is new is looked for more often. An index that is further behind is not used.',
        ),
    })
    .refine(() => isListed, unlisted)
    .optional()
    .describe(
      isListed
        ? 'Keeps a blind index of the account, in which people are found without asking the provider: keyed digests, from which nothing can be read without idKey. None is kept if it is left out.'
        : 'Must be left out: the provider lists no customers, so no index can be built.',
    );
}
