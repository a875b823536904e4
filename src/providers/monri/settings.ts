import { z } from 'zod';
import { headerSecret, secret, upstreamUrl } from '../define.ts';
import { behaviour } from './behaviour.ts';

/** What an account at Monri is configured with. */
export const settings = z.strictObject({
  baseUrl: upstreamUrl.describe('https://ipg.monri.com, or https://ipgtest.monri.com for tests.'),
  merchantKey: secret.describe('Signs requests; never sent.'),
  authenticityToken: headerSecret.describe('Names the merchant.'),
  behaviour: behaviour
    .prefault({})
    .describe('Behaviour that Monri does not document; `vaultgraph certify` says what to set.'),
});

export type MonriSettings = z.output<typeof settings>;
