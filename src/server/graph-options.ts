import type { GraphQLSchema } from 'graphql';
import type { ShopperTokens } from '../access/shopper-tokens.ts';
import type { ProviderDefinition } from '../providers/define.ts';
import type { Logger } from '../telemetry/log/logger.ts';
import type { Metrics } from '../telemetry/metrics/metrics.ts';
import type { UsageReports } from '../telemetry/usage/usage-reports.ts';
import type { AuthenticationOptions } from './authentication.ts';
import type { GivenDocumentRules } from './documents/rules.ts';
import type { Streams } from './live/streams.ts';

export interface GraphOptions extends AuthenticationOptions {
  /** How long one request may take, in milliseconds; a caller may ask for less. */
  readonly requestTimeoutMs: number;
  /** Where the graph is; `/graphql` if absent. */
  readonly path?: string;
  /** Issues credentials for shoppers; if absent, none can be requested. */
  readonly shopperTokens?: Pick<ShopperTokens, 'issue'> | undefined;
  /** Which documents run, and what they may cost; the configuration file's defaults for whatever is absent. */
  readonly documents?: GivenDocumentRules;
  /** Logs calls and failures; nothing is logged if absent. */
  readonly logger?: Logger;
  /** Where documents are counted; nowhere if absent. */
  readonly metrics?: (Pick<Metrics, 'document'> & Partial<Pick<Metrics, 'sharedAnswer'>>) | undefined;
  /** Where streams are counted and ended; this server's own, with the configuration file's defaults, if absent. */
  readonly streams?: Streams | undefined;
  /** Reports trusted documents that ran to a schema registry; nothing is reported if absent. */
  readonly usage?: Pick<UsageReports, 'used'> | undefined;
}

/** The schema, and the providers it is made of. */
export interface Made {
  readonly schema: GraphQLSchema;
  readonly providers: ReadonlyMap<string, ProviderDefinition>;
}
