import { isDeepStrictEqual } from 'node:util';
import { ConfigError, type ConfigMistake } from '../config/mistake.ts';
import type { Config } from '../config/schema.ts';
import { describeDefect } from '../telemetry/log/defect.ts';
import type { Logger } from '../telemetry/log/logger.ts';
import type { Metrics } from '../telemetry/metrics/metrics.ts';
import type { Served } from './serve.ts';

/** What is served now, and how to serve the configuration as it is read again. */
export interface Reload {
  readonly serving: () => Served;
  readonly config: () => Config;
  /** Serves new requests by the configuration as it is now; one that cannot be used is refused as a whole. */
  readonly reload: (metrics: Metrics | undefined) => void;
}

interface Source {
  readonly reread?: () => Promise<Config>;
  readonly logger: Logger;
  readonly say?: (line: string) => void;
}

export function createReload(
  first: Config,
  { reread = () => Promise.resolve(first), logger, say = console.log }: Source,
  served: Served,
  serveAnew: (config: Config) => Promise<Served>,
): Reload {
  let current = { config: first, served };
  let last: Promise<void> = Promise.resolve();

  const once = async (metrics: Metrics | undefined): Promise<void> => {
    try {
      const config = await reread();
      refuseFixed(current.config, config);
      const { served: before } = current;
      current = { config, served: await serveAnew(config) };
      // Their credentials may be no longer good, nor their accounts.
      before.endStreams();
      await before.endErasing();
      void current.served.erase();
      await before.stopIndexing();
      metrics?.reload('accepted');
      logger.info('configuration', { outcome: 'accepted' });
    } catch (error) {
      metrics?.reload('refused');
      logger.error('configuration', { outcome: 'refused' });
      say(error instanceof ConfigError ? error.message : (describeDefect(error).errorName ?? 'Error'));
    }
  };

  return {
    serving: () => current.served,
    config: () => current.config,
    reload: (metrics) => void (last = last.then(() => once(metrics))),
  };
}

/** Settings of what outlives a configuration: sockets, the store, the audit and the log. */
const fixed: readonly (readonly [path: string, read: (config: Config) => unknown])[] = [
  ['server.host', ({ server }) => server.host],
  ['server.port', ({ server }) => server.port],
  ['server.adminHost', ({ server }) => server.adminHost],
  ['server.adminPort', ({ server }) => server.adminPort],
  ['log.level', ({ log }) => log.level],
  ['limits.budget', ({ limits }) => limits.budget],
  ['limits.shopperBudget', ({ limits }) => limits.shopperBudget],
  ['store', ({ store }) => ({ ...store, url: 'url' in store ? store.url.reveal() : null })],
  ['usageReports', ({ usageReports: usage }) => usage && { ...usage, token: usage.token.reveal() }],
  ['audit', ({ audit }) => ({ ...audit, reads: null })],
];

function refuseFixed(old: Config, next: Config): void {
  const mistakes = fixed.flatMap(([path, read]): ConfigMistake[] =>
    isDeepStrictEqual(read(old), read(next))
      ? []
      : [{ path, message: 'cannot change while the process runs; restart it.' }],
  );
  if (mistakes.length > 0) throw new ConfigError(mistakes);
}
