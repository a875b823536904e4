import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { parseConfig, readConfig } from '../config/config.ts';
import { configJsonSchema } from '../config/json-schema.ts';
import { ConfigError } from '../config/mistake.ts';
import type { Config } from '../config/schema.ts';
import { examine } from './doctor.ts';
import { exportJsonSchema } from '../gateway/export/export-document.ts';
import { createIds } from '../gateway/ids.ts';
import { describeDefect, logDefect } from '../telemetry/log/defect.ts';
import { createLogger, noLogger } from '../telemetry/log/logger.ts';
import { standardOutput } from '../telemetry/log/standard-output.ts';
import { graphiqlFor } from './graphiql.ts';
import { rewrap } from './rewrap.ts';
import { fetchBehindProxy, useProxyOf } from './proxy.ts';
import { describeKeys, hasOldKeys, idSecretsOf } from './sealing-secrets.ts';
import { printClientGraph, printGraph } from '../graph/print.ts';
import { serveUntilStopped } from './lifecycle.ts';
import { readVerifyArgs, verifyReceiptFile } from './verify-receipt.ts';
import { usage } from './usage.ts';
import { assertShareable, isFirstWorker, superviseWorkers, toWorkerCount } from './workers.ts';

const commands: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  serve: async (args) => {
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
  },

  sandbox: async (args) => {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args, options: { port: text, cassettes: text } });
    const port = toPort(values.port ?? (process.env['PORT'] || '4000'));
    // Loaded here: `serve` needs neither the sandbox nor an emulator.
    const { startInteractiveSandbox } = await import('./sandbox.ts');
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
  },

  doctor: async (args) => {
    const { values } = parseArgs({
      args,
      options: { config: { type: 'string' }, sandbox: { type: 'boolean', default: false } },
    });
    await withConfig(values, async (config) => {
      const examination = await examine(config);
      console.log(examination.report);
      // Everyone knows the sandbox's keys.
      if (!values.sandbox) console.log(describeKeys(config));
      if (!examination.isHealthy) process.exitCode = 1;
    });
  },

  certify: async (args) => {
    const { readCertifyArgs, runCertify } = await import('./certify.ts');
    const values = readCertifyArgs(args);
    await untilInterrupted((signal) =>
      withConfig(values, async (config) => {
        process.exitCode = await runCertify(config, values, {
          version: version(),
          print: (line) => console.log(line),
          printProgress: (line) => console.error(line),
          signal,
        });
      }),
    );
  },

  index: async (args) => {
    const { buildIndexes, readIndexArgs } = await import('./build-indexes.ts');
    const values = readIndexArgs(args);
    const config = await readConfig(configFile(values.config), process.env);
    await untilInterrupted(async (signal) => {
      process.exitCode = await buildIndexes(config, values, {
        ...fetchBehindProxy(process.env),
        print: (line) => console.log(line),
        printProgress: (line) => console.error(line),
        signal,
      });
    });
  },

  rewrap: async (args) => {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args, options: { config: text, tenant: text } });
    const config = await readConfig(configFile(values.config), process.env);
    const tenant = config.tenants.find(({ id }) => id === values.tenant);
    if (!tenant) throw new Error('--tenant must name a tenant of the configuration.');
    const stored = await textOf(process.stdin);
    const { lines, summary } = rewrap(
      stored.split(/\s+/).filter(Boolean),
      createIds(idSecretsOf(config), tenant.id),
    );
    for (const line of lines) console.log(line);
    console.error(summary);
  },

  'verify-receipt': async (args) => {
    const { isTrue, lines } = await verifyReceiptFile(readVerifyArgs(args));
    for (const line of lines) console.log(line);
    if (!isTrue) process.exitCode = 1;
  },

  schema: (args) => {
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({ args, options: { config: flag, client: flag, export: flag } });
    const jsonSchema = values.config ? configJsonSchema() : values.export ? exportJsonSchema() : null;
    const graph = values.client ? printClientGraph() : printGraph();
    console.log(jsonSchema ? JSON.stringify(jsonSchema, null, 2) : graph.trimEnd());
    return Promise.resolve();
  },

  keygen: (args) => {
    parseArgs({ args });
    console.log(randomBytes(32).toString('base64url'));
    return Promise.resolve();
  },
};

/** Runs with the configuration of a file, or with that of a sandbox, which runs for as long. */
async function withConfig(
  { config: named, sandbox: isSandbox }: { readonly config?: string | undefined; readonly sandbox: boolean },
  use: (config: Config) => Promise<void>,
): Promise<void> {
  if (!isSandbox) return use(await readConfig(configFile(named), process.env));
  const sandbox = await (await import('../sandbox/index.ts')).startSandbox();
  try {
    await use(parseConfig(sandbox.config, process.env));
  } finally {
    await sandbox.close();
  }
}

/** Runs what ends early, and in order, if it is interrupted. */
async function untilInterrupted(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  try {
    await work(interrupted.signal);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
  }
}

function configFile(named: string | undefined): string {
  const file = named ?? process.env['VAULTGRAPH_CONFIG'];
  if (file) return file;
  throw new ConfigError([{ path: '', message: 'name it with --config FILE or VAULTGRAPH_CONFIG.' }]);
}

function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error('--port must be a number from 0 to 65535; 0 takes any that is free.');
}

function printDefect(error: unknown): void {
  const { errorName, stack = errorName } = describeDefect(error);
  console.error(`Unexpected error: ${stack}`);
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

/** Runs a command: its name, and what follows it. */
export async function main([name = 'help', ...args]: string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (name === 'help' || asksForHelp(name) || (command && args.some(asksForHelp))) {
    console.log(usage);
  } else if (name === '--version') {
    console.log(version());
  } else if (!command) {
    console.error(usage);
    process.exitCode = 2;
  } else {
    await run(command, args);
  }
}

async function run(command: (args: string[]) => Promise<void>, args: string[]): Promise<void> {
  try {
    useProxyOf(process.env);
    await command(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
