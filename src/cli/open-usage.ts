import { ConfigError } from '../config/mistake.ts';
import type { Config } from '../config/schema.ts';
import type { Logger } from '../telemetry/log/logger.ts';
import type { Metrics } from '../telemetry/metrics/metrics.ts';
import { openHive } from '../telemetry/usage/hive.ts';
import type { ReportSent, UsageReports } from '../telemetry/usage/usage-reports.ts';

interface ReportTargets {
  readonly logger: Logger;
  readonly metrics: Metrics | undefined;
}

/** The usage reports that a configuration asks for; a `ConfigError` if what sends them is not installed. */
export async function openUsage(
  { usageReports }: Config,
  { logger, metrics }: ReportTargets,
): Promise<UsageReports | undefined> {
  if (!usageReports) return undefined;
  const { token, target, endpoint } = usageReports;
  const reportSent: ReportSent = (outcome, status) => {
    metrics?.usageReport(outcome);
    if (outcome === 'failed') logger.warn('usage report', { outcome, status });
  };
  try {
    return await openHive({ token: token.reveal(), target, endpoint: endpoint.href, reportSent });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    const message =
      'needs the package @graphql-hive/core, which is not installed: npm install @graphql-hive/core.';
    throw new ConfigError([{ path: 'usageReports', message }]);
  }
}
