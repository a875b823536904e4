import { z } from 'zod';
import { secretThat, upstreamUrl } from '../providers/define.ts';

const token = secretThat({
  accepts: (text) => /^hv[opu]1\//.test(text),
  says: 'must be an access token of GraphQL Hive, which begins with hvo1/, hvp1/ or hvu1/.',
});

/** A schema registry that gets reports of the fields that are used. */
export const usageReports = z.strictObject({
  token: token.describe('The access token, which may report usage.'),
  target: z
    .string()
    .regex(
      /^(?:[\w-]+\/[\w-]+\/[\w-]+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/,
      'must be organization/project/target, or the id of a target',
    )
    .describe('Whose usage it is, such as acme/vault/production.'),
  endpoint: upstreamUrl
    .default(new URL('https://app.graphql-hive.com/usage'))
    .describe('Where reports are sent; that of a Hive of your own ends with /usage.'),
});
