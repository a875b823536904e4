import { parseArgs } from 'node:util';
import { parseConfig } from '../../config/config.ts';
import { describeDefect } from '../../telemetry/log/defect.ts';
import { noLogger } from '../../telemetry/log/logger.ts';
import { serveUntilStopped } from '../lifecycle.ts';
import { startInteractiveSandbox } from '../sandbox.ts';

/** `vaultgraph sandbox`. */
export async function run(args: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { port: text, cassettes: text } });
  const port = toPort(values.port ?? (process.env['PORT'] || '4000'));
  const sandbox = await startInteractiveSandbox({
    cassettes: values.cassettes,
    warn: (line) => console.error(line),
  });
  try {
    for (const { title, origin } of sandbox.emulators)
      console.log(`${title.padEnd(18)} ${origin}  (emulator)`);
    const config = parseConfig(sandbox.configAt(port), process.env);
    const graphiql = await sandbox.graphiqlOf(config);
    await serveUntilStopped(config, {
      graphiqlOf: () => graphiql,
      fetchByAccount: sandbox.fetchByAccount,
      now: sandbox.now,
      store: sandbox.store,
      hints: sandbox.hints,
      sink: { write: (line) => console.log(line.trimEnd()) },
      logger: noLogger,
      report: printDefect,
      front: sandbox.front,
      started: (origin) => {
        console.log(`Faults on demand   ${origin}/faults`);
        console.log(`State              ${origin}/state`);
        console.log(`\nTry this, there or in GraphiQL:\n\n${sandbox.firstQuery}`);
      },
    });
  } finally {
    await sandbox.close();
  }
}

function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error('--port must be a number from 0 to 65535; 0 takes any that is free.');
}

function printDefect(error: unknown): void {
  const { errorName, stack = errorName } = describeDefect(error);
  console.error(`Unexpected error: ${stack}`);
}
