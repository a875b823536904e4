import { z } from 'zod';
import { headerSecret, upstreamUrl } from '../define.ts';
import { behaviour } from './behaviour.ts';

/** What an account at Bamboo is configured with. */
export const settings = z.strictObject({
  baseUrl: upstreamUrl.describe(
    'https://h2h.bamboopayment.com/api/v1, or https://h2h.stage.bamboopayment.com/api/v1 for tests.',
  ),
  privateKey: headerSecret.describe("The merchant's private key, sent as issued."),
  behaviour: behaviour
    .prefault({})
    .describe('Behaviour that Bamboo does not document; `vaultgraph certify` says what to set.'),
});

export type BambooSettings = z.output<typeof settings>;
