import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { GraphiQLOptions } from 'graphql-yoga';
import { z } from 'zod';
import { parseConfig, readConfig } from './config.ts';
import { ConfigError } from './config/mistake.ts';
import { configSchema, type Config } from './config/schema.ts';
import { examine } from './doctor.ts';
import type { Fetch } from './http/fetch.ts';
import { listen } from './listen.ts';
import { describeDefect, logDefect } from './log/defect.ts';
import { createLogger, noLogger, standardOutput, type LineSink, type Logger } from './log/logger.ts';
import { findConsole } from './sandbox/console.ts';
import { firstQuery } from './sandbox/example-queries.ts';
import { graphiqlFor, sandboxGraphiql } from './sandbox/graphiql.ts';
import { handsOn } from './sandbox/hands-on.ts';
import { startSandbox } from './sandbox/index.ts';
import { printClientGraph, printGraph } from './schema/print.ts';
import { openAudit, openStore, serve } from './serve.ts';

const usage = `vaultgraph: one GraphQL API over the customer vaults of payment providers

  vaultgraph serve --config FILE      serve the graph that a configuration describes
  vaultgraph sandbox [--port N]       serve it over four emulators, no credentials needed
  vaultgraph doctor --config FILE     check every account of a configuration
  vaultgraph doctor --sandbox         check the emulators' accounts
  vaultgraph schema                   print the graph's schema
  vaultgraph schema --client          print it for tools that know no federation, such as Relay's compiler
  vaultgraph schema --config          print the configuration file's JSON Schema
  vaultgraph keygen                   print a new key for \`idKey\`
  vaultgraph --help, --version        print this, or the version

VAULTGRAPH_CONFIG may name the configuration file instead of --config.`;

const commands: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  serve: async (args) => {
    const { values } = parseArgs({ args, options: { config: { type: 'string' } } });
    const sink = standardOutput();
    const logger = createLogger(sink);
    const config = readConfig(configFile(values.config), process.env);
    await serveUntilStopped(config, {
      graphiql: graphiqlFor(config),
      sink,
      logger,
      report: logDefect(logger),
      // Standard output has nothing but JSON lines.
      say: (line) => console.error(line),
    });
  },

  sandbox: async (args) => {
    const { values } = parseArgs({ args, options: { port: { type: 'string', default: '4000' } } });
    const port = toPort(values.port);
    const sandbox = await startSandbox(handsOn);
    try {
      for (const { title, origin } of sandbox.emulators)
        console.log(`${title.padEnd(18)} ${origin}  (emulator)`);
      const found = findConsole();
      const documents = found ? { documents: { manifest: found.manifest } } : {};
      const file = { ...sandbox.config, ...documents, server: { port } };
      const config = parseConfig(file, process.env);
      await serveUntilStopped(config, {
        graphiql: sandboxGraphiql(sandbox),
        sink: { write: (line) => console.log(line.trimEnd()) },
        logger: noLogger,
        report: printDefect,
        ...(found ? { front: found.before } : {}),
        started: (origin) => {
          if (found) console.log(`Console            ${origin}/console`);
          console.log(`\nTry this, there or in GraphiQL:\n\n${firstQuery}`);
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
    const sandbox = values.sandbox ? await startSandbox() : null;
    const config = sandbox
      ? parseConfig(sandbox.config, process.env)
      : readConfig(configFile(values.config), process.env);
    const examination = await examine(config);
    console.log(examination.report);
    await sandbox?.close();
    if (!examination.isHealthy) process.exitCode = 1;
  },

  schema: (args) => {
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({ args, options: { config: flag, client: flag } });
    const graph = values.client ? printClientGraph() : printGraph();
    console.log(
      values.config
        ? JSON.stringify(z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }), null, 2)
        : graph.trimEnd(),
    );
    return Promise.resolve();
  },

  keygen: (args) => {
    parseArgs({ args });
    console.log(randomBytes(32).toString('base64url'));
    return Promise.resolve();
  },
};

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

/** Node would print an error that nobody caught as it is, with whatever a caller sent in its words. */
function endOnDefect(report: (error: unknown) => void): void {
  process.once('uncaughtException', (error) => {
    report(error);
    process.exit(1);
  });
}

/** How a served graph shows itself. */
interface Face {
  readonly graphiql: GraphiQLOptions;
  /** Takes the audit's lines where the configuration names no file. */
  readonly sink: LineSink;
  readonly logger: Logger;
  /** Is told of defects. */
  readonly report: (error: unknown) => void;
  /** Stands before the graph, to serve something beside it. */
  readonly front?: (fetch: Fetch) => Fetch;
  /** Prints where the graph is: to standard output where absent. */
  readonly say?: (line: string) => void;
  readonly started?: (origin: string) => void;
}

function withAdvice(error: unknown, { host, port }: Config['server']): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error;
  return new Error(
    `The port ${port} of ${host} is taken. Choose another: \`--port\` of the sandbox, \`server.port\` of a configuration file.`,
  );
}

/** Serves until the process is told to stop, then finishes what is in flight. */
async function serveUntilStopped(
  config: Config,
  { graphiql, sink, logger, report, front = (fetch) => fetch, say = console.log, started }: Face,
): Promise<void> {
  const stopped = new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  let isReady = true;
  endOnDefect(report);
  const audit = openAudit(config, sink, report);
  const store = openStore(config);
  const told = { report, logger, audit: audit.record };
  const handle = await serve(config, { graphiql, ...told, store, isReady: () => isReady });
  const { origin, close } = await listen(front(handle), config.server).catch((error: unknown) => {
    throw withAdvice(error, config.server);
  });
  const shown = origin.replace('127.0.0.1', 'localhost');
  say(`GraphQL            ${shown}/graphql`);
  started?.(shown);
  await stopped;
  isReady = false;
  // Load balancers learn of it meanwhile; what they still send is answered.
  await setTimeout(config.shutdown.delayMs);
  await close(config.shutdown.timeoutMs);
  await store.close();
  audit.close();
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

async function main([name = 'help', ...args]: string[]): Promise<void> {
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
    await command(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

await main(process.argv.slice(2));
