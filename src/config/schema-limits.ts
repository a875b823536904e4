import { z } from 'zod';
import { whole } from './schema-server.ts';

const concurrency = whole.min(1);
const queue = whole.min(0);

/** Limits that one account can override. */
export const accountLimits = z
  .strictObject({
    concurrency: concurrency.describe('Calls in flight; the value of `limits` if it is left out.'),
    queue: queue.describe('Calls that wait for their turn; the value of `limits` if it is left out.'),
  })
  .partial();

export const limits = z.strictObject({
  requestTimeoutMs: whole
    .min(100)
    .max(120_000)
    .default(10_000)
    .describe('The deadline of one request in milliseconds, calls to providers included.'),
  maxCost: whole
    .min(1)
    .default(2000)
    .describe('Points that one operation may cost; ten points are one call to a provider.'),
  budget: z
    .strictObject({
      points: whole.min(1).default(60_000).describe('Points that one caller has in each window.'),
      perSeconds: whole.min(1).max(86_400).default(60).describe('The length of a window in seconds.'),
    })
    .prefault({})
    .describe('What one caller may spend.'),
  shopperBudget: z
    .strictObject({
      points: whole.min(1).default(3000).describe('Points that one shopper has in each window.'),
      perSeconds: whole.min(1).max(86_400).default(60).describe('The length of a window in seconds.'),
    })
    .prefault({})
    .describe('What one shopper may spend, with however many tokens.'),
  depth: whole.min(1).default(15).describe('Fields within fields, in one document.'),
  aliases: whole.min(0).default(30).describe('Aliases in one document.'),
  tokens: whole.min(1).default(2000).describe('Tokens in one document.'),
  bodyBytes: whole.min(1).default(102_400).describe('The size of one request’s body in bytes.'),
  streams: z
    .strictObject({
      perCaller: whole.min(0).default(100).describe('Open streams of one caller; 0 allows none.'),
      inAll: whole.min(0).default(2000).describe('Open streams of one process.'),
      heartbeatSeconds: whole
        .min(1)
        .max(300)
        .default(15)
        .describe('After how many seconds without an event a sign of life is sent.'),
    })
    .prefault({})
    .describe('What subscriptions may have open.'),
  concurrency: concurrency
    .default(64)
    .describe('Calls in flight, per account, at most: fewer while its provider cannot keep up.'),
  queue: queue
    .default(8192)
    .describe(
      'Calls that wait for their turn, per account: 128 callers with fifty calls each are ordinary work.',
    ),
  sharedReads: z
    .boolean()
    .optional()
    .describe(
      'Whether equal reads of an account that are in flight at the same time are one call to its provider, and equal queries of one caller one execution. They are if it is left out, unless other processes write to the account, too: with --workers, or if the store is redis.',
    ),
});
