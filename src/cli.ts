#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { GraphiQLOptions } from 'graphql-yoga';
import { z } from 'zod';
import { parseConfig, readConfig } from './config.ts';
import { ConfigError } from './config/mistake.ts';
import { configSchema, type Config } from './config/schema.ts';
import { examine } from './doctor.ts';
import { listen } from './listen.ts';
import { firstQuery, tabs } from './sandbox/tabs.ts';
import { startSandbox } from './sandbox/index.ts';
import { printGraph } from './schema/print.ts';
import { openStore, serve } from './serve.ts';

const usage = `vaultgraph: one GraphQL API over the customer vaults of payment providers

  vaultgraph serve --config FILE      serve the graph that a configuration describes
  vaultgraph sandbox [--port N]       serve it over four emulators, no credentials needed
  vaultgraph doctor --config FILE     check every account of a configuration
  vaultgraph doctor --sandbox         check the emulators' accounts
  vaultgraph schema                   print the graph's schema
  vaultgraph schema --config          print the configuration file's JSON Schema
  vaultgraph keygen                   print a new key for \`idKey\`

VAULTGRAPH_CONFIG may name the configuration file instead of --config.`;

const commands: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  serve: async (args) => {
    const { values } = parseArgs({ args, options: { config: { type: 'string' } } });
    await serveUntilStopped(readConfig(configFile(values.config), process.env), { title: 'vaultgraph' });
  },

  sandbox: async (args) => {
    const { values } = parseArgs({ args, options: { port: { type: 'string', default: '4000' } } });
    const sandbox = await startSandbox();
    try {
      for (const { title, origin } of sandbox.emulators)
        console.log(`${title.padEnd(18)} ${origin}  (emulator)`);
      const config = parseConfig({ ...sandbox.config, server: { port: Number(values.port) } }, process.env);
      await serveUntilStopped(config, { title: 'vaultgraph sandbox', defaultTabs: [...tabs] }, () => {
        console.log(`\nTry this, there or in GraphiQL:\n\n${firstQuery}`);
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
    const { values } = parseArgs({ args, options: { config: { type: 'boolean', default: false } } });
    console.log(
      values.config
        ? JSON.stringify(z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }), null, 2)
        : printGraph().trimEnd(),
    );
    return Promise.resolve();
  },

  keygen: () => {
    console.log(randomBytes(32).toString('base64url'));
    return Promise.resolve();
  },
};

function configFile(named: string | undefined): string {
  const file = named ?? process.env['VAULTGRAPH_CONFIG'];
  if (file) return file;
  throw new ConfigError([{ path: '', message: 'name it with --config FILE or VAULTGRAPH_CONFIG.' }]);
}

function report(error: unknown): void {
  console.error('Unexpected error:', error instanceof Error ? error.stack : error);
}

/** Serves until the process is told to stop, then finishes what is in flight. */
async function serveUntilStopped(
  config: Config,
  graphiql: GraphiQLOptions,
  started: () => void = () => undefined,
): Promise<void> {
  let isReady = true;
  const store = openStore(config);
  const handle = serve(config, { graphiql, report, store, isReady: () => isReady });
  const { origin, close } = await listen(handle, config.server);
  console.log(`GraphQL            ${origin.replace('127.0.0.1', 'localhost')}/graphql`);
  started();
  await new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  isReady = false;
  await close(config.shutdown.timeoutMs);
  await store.close();
}

async function main([name = '', ...args]: string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(usage);
    process.exitCode = name === '' || name === '--help' ? 0 : 2;
    return;
  }
  try {
    await command(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

await main(process.argv.slice(2));
