import { z } from 'zod';

/** What no page of Monri's settles, and what may therefore differ between accounts. The defaults are what is assumed. */
export const behaviour = z.strictObject({
  maximumLimit: z
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .describe('The most customers or cards that one answer holds; no more are asked for at once.'),
  missingStatus: z
    .literal([404, 400])
    .default(404)
    .describe(
      'The status of an answer about a customer who is not there, if the answer says no more than that it failed.',
    ),
  clearWith: z
    .enum(['null', 'empty text'])
    .default('null')
    .describe('What an update sends for a field that is to be empty.'),
  signedPath: z
    .enum(['with query', 'without query'])
    .default('with query')
    .describe('Whether the query of a request belongs to the path that is signed.'),
  timestampUnit: z
    .enum(['seconds', 'milliseconds'])
    .default('seconds')
    .describe('The unit of the timestamp that is signed.'),
});

export type MonriBehaviour = z.output<typeof behaviour>;
