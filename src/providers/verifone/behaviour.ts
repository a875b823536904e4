import { z } from 'zod';
import { updateSetting } from '../shared/update.ts';

/** What no page of Verifone's settles, and what may therefore differ between accounts. The defaults are what is assumed. */
export const behaviour = z.strictObject({
  maximumPageSize: z
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .describe('The most customers that one answer holds; no more are asked for at once.'),
  keysPerSearch: z.int().min(1).max(50).default(50).describe('How many customers are named in one search.'),
  missingStatus: z
    .literal([404, 400])
    .default(404)
    .describe(
      'The status of an answer about a customer who is not there. With 400 every error code counts that means no wrong input.',
    ),
  update: updateSetting,
});

export type VerifoneBehaviour = z.output<typeof behaviour>;
