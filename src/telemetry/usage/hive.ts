import type { DocumentNode } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashOf } from '../operations/document-hash.ts';
import type { ReportSent, UsageReports } from './usage-reports.ts';

export interface HiveOptions {
  readonly token: string;
  /** Such as `the-organization/the-project/the-target`. */
  readonly target: string;
  /** Where reports are sent. */
  readonly endpoint: string;
  readonly reportSent: ReportSent;
}

/** Reports wait for each other this long, in milliseconds, or until there are so many. */
const [intervalMs, mostTogether] = [10_000, 1_000];
/** How long the registry has to answer, and the last reports have to leave when the process ends, in milliseconds. */
const [timeoutMs, closingMs] = [5_000, 3_000];

/** Usage reports to GraphQL Hive; rejects if its client library is not installed. */
export async function openHive({ token, target, endpoint, reportSent }: HiveOptions): Promise<UsageReports> {
  const { createHive } = await import('@graphql-hive/core');
  const over = new AbortController();
  const hive = createHive({
    token,
    selfHosting: { graphqlEndpoint: endpoint, applicationUrl: endpoint, usageEndpoint: endpoint },
    usage: { target },
    agent: {
      name: 'vaultgraph',
      sendInterval: intervalMs,
      maxSize: mostTogether,
      timeout: timeoutMs,
      maxRetries: 1,
      circuitBreaker: false,
      fetch: reporting(reportSent, over.signal),
    },
  });
  return {
    used: ({ schema, document, operationName, errors, durationMs }) =>
      hive.collectRequest({
        args: { schema, document: keyed(document), operationName },
        result: { errors: Array.from({ length: errors }, () => ({ message: '' })) },
        duration: Math.round(durationMs * 1_000_000),
      }),
    close: async () => {
      // A report that is still being prepared during the first `dispose` sets a new timer; the second `dispose` clears it.
      const sent = hive.dispose().then(() => hive.dispose());
      await Promise.race([sent.catch(() => undefined), sleep(closingMs, undefined, { ref: false })]);
      over.abort();
    },
  };
}

function reporting(reportSent: ReportSent, over: AbortSignal): typeof fetch {
  return async (input, init) => {
    const signal = init?.signal ? AbortSignal.any([init.signal, over]) : over;
    const response = await fetch(input, { ...init, signal }).catch((error: unknown) => {
      reportSent('failed', null);
      throw error;
    });
    reportSent(response.ok ? 'sent' : 'failed', response.status);
    return response;
  };
}

/** The library keys documents by their JSON, which it makes each time: this document's JSON is its hash. */
function keyed(document: DocumentNode): DocumentNode {
  return Object.assign({ ...document }, { toJSON: () => hashOf(document) });
}
