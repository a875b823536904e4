import cluster from 'node:cluster';
import { parseArgs } from 'node:util';
import { readConfig } from '../../config/config.ts';
import { logDefect } from '../../telemetry/log/defect.ts';
import { createLogger } from '../../telemetry/log/logger.ts';
import { standardOutput } from '../../telemetry/log/standard-output.ts';
import { configFile } from '../config-file.ts';
import { graphiqlFor } from '../graphiql.ts';
import { serveUntilStopped } from '../lifecycle.ts';
import { fetchBehindProxy } from '../proxy.ts';
import { describeKeys, hasOldKeys } from '../sealing-secrets.ts';
import { assertShareable, isFirstWorker, superviseWorkers, toWorkerCount } from '../workers.ts';

/** `vaultgraph serve`. */
export async function run(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { config: text, workers: text } });
  const sink = standardOutput();
  const file = configFile(values.config);
  const config = await readConfig(file, process.env);
  const workers = toWorkerCount(values.workers ?? '1');
  if (workers > 1) assertShareable(config);
  if (workers > 1 && cluster.isPrimary) return superviseWorkers(workers, config, console.error);
  const logger = createLogger(sink, config.log.level);
  await serveUntilStopped(config, {
    graphiqlOf: graphiqlFor,
    ...fetchBehindProxy(process.env),
    reread: () => readConfig(file, process.env),
    sink,
    logger,
    report: logDefect(logger),
    // Standard output has nothing but JSON lines.
    say: (line) => {
      if (isFirstWorker()) console.error(line);
    },
    started: () => {
      if (isFirstWorker() && hasOldKeys(config)) console.error(describeKeys(config));
    },
  }).finally(() => cluster.worker?.disconnect());
}
