import { z } from 'zod';
import { updateSetting } from '../shared/update.ts';

const parameter = z.string().regex(/^[A-Za-z][\w.-]{0,39}$/, 'must be the name of a query parameter');

/** What no page of bankingservice.ai's settles, and what may therefore differ. The defaults are what is assumed. */
export const behaviour = z.strictObject({
  pageParameter: parameter
    .default('page')
    .describe('The query parameter that says which page of a list is wanted, counted from 0.'),
  sizeParameter: parameter
    .default('size')
    .describe('The query parameter that says how many items a page has.'),
  maximumSize: z
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .describe('The most customers that one page holds; no more are asked for at once.'),
  missingWriteStatus: z
    .literal([400, 404])
    .default(400)
    .describe(
      'The status of a write to a customer who is not there: after a 400, which may mean other things, the customer is looked for.',
    ),
  update: updateSetting,
  deletionAnswer: z
    .enum(['record', 'other'])
    .default('record')
    .describe('Whether a deletion is answered with the deleted customer.'),
});

export type BankingserviceBehaviour = z.output<typeof behaviour>;
