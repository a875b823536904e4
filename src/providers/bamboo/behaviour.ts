import { z } from 'zod';

/** What no page of Bamboo's settles, and what may therefore differ between accounts. The default is what is assumed. */
export const behaviour = z.strictObject({
  missingStatus: z
    .literal([404, 400, 200])
    .default(404)
    .describe(
      'The status of an answer about a customer who is not there, if the answer says `isSuccess: false` and no code.',
    ),
});

export type BambooBehaviour = z.output<typeof behaviour>;
