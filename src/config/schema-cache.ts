import { z } from 'zod';
import { whole } from './schema-server.ts';

/** The response cache of an account. */
export const accountCache = z
  .strictObject({
    ttlSeconds: whole
      .min(1)
      .max(300)
      .describe(
        'For how many seconds an answer of the provider may be given again. What changes past this API is seen that much later.',
      ),
  })
  .optional()
  .describe(
    'Keeps what reads by key answered, sealed, and gives it again until it is too old or a write through this API concerns it: in this process, or in Redis if that is the store. Nothing is kept if it is left out.',
  );
