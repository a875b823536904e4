import { execFile, spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../src/config/schema.ts';
import { definitions } from '../src/providers/definitions.ts';
import { schema } from '../src/graph/index.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...globSync('docs/**/*.md'),
  'console/README.md',
  'interop/README.md',
  'examples/README.md',
];
const run = promisify(execFile);

function readPage(page: string): string {
  return readFileSync(page, 'utf8');
}

interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const blocks: readonly Block[] = pages.flatMap((page) =>
  [...readPage(page).matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    page,
    language,
    text,
  })),
);

function blocksIn(language: string): readonly Block[] {
  return blocks.filter((block) => block.language === language);
}

/** The documents that the pages' programs pass to `graphql()`. */
function documentsInCode(): readonly Block[] {
  return [...blocksIn('ts'), ...blocksIn('tsx')].flatMap(({ page, language, text: code }) =>
    [...code.matchAll(/graphql\(\s*`([^`]+)`/g)].map(([, text = '']) => ({ page, language, text })),
  );
}

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

/** What the variables of queries name. */
async function anyId(): Promise<string> {
  const query = '{ customers(accounts: ["monri-1"], first: 1) { nodes { id } } }';
  const { data } = await (await graph.send({ query })).json();
  return data.customers.nodes[0].id;
}

describe('a query in the documentation', () => {
  // The supergraph's is run by interop/federation/example.test.ts.
  const queries = blocksIn('graphql').filter(({ page }) => page !== 'docs/federation.md');

  it.each(queries)('is valid: $page', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  it.each(queries.filter(({ text }) => /^(query|\{)/.test(text)))(
    'runs without an error: $page',
    async ({ text }) => {
      const id = await anyId();
      const variables = { id, customers: [id] };
      const { errors } = await (await graph.send({ query: text, variables })).json();
      expect(errors).toBeUndefined();
    },
  );

  it.each(documentsInCode())('inside of code is valid: $page', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  it('of the README has the answer that stands below it', async () => {
    const query = queries.find(({ page }) => page === 'README.md');
    const answer = blocksIn('json').find(({ page }) => page === 'README.md');
    const { data } = await (await graph.send({ query: query?.text })).json();
    expect({ data }).toEqual(JSON.parse(answer?.text ?? ''));
  });
});

/** Commands that other tests run, or that are the tests. */
const elsewhere: Readonly<Record<string, string>> = {
  'npm ci': 'this',
  'npm ci && npm start': 'test/cli.test.ts starts the sandbox',
  'npm start': 'test/cli.test.ts starts the sandbox',
  'npm ci && npm test': 'this',
  'npm test': 'this',
  'npm run pretest:unit': 'scripts/check.ts takes the same steps',
  'node scripts/install.ts interop examples/federation': 'scripts/check.ts takes the same step',
  'npm run test:quick': 'a part of this',
  'npm run test:changed': 'a part of this',
  'npm run test:faults': 'every run of the tests has a part of it',
  'npm run test:changed -- main': 'a part of this',
  'npm run test:faults -- outage': 'every run of the tests has a part of it',
  'npm run test:faults -- network': 'every run of the tests has a part of it',
  'npm run test:faults -- fan-out': 'every run of the tests has a part of it',
  'npm run test:faults -- shared-redis': 'every run of the tests has a part of it',
  'npx vitest run stop-under-load': 'a part of this',
  'npm run soak': 'test/soak.test.ts runs one of a few seconds',
  'npm run soak -- --minutes 30': 'test/soak.test.ts runs one of a few seconds',
  'npm audit': 'the workflow of the tests asks it; not every registry answers it',
  'npm install @graphql-hive/core': 'package.json has it for the tests',
  'npm run fix': 'scripts/check.ts asks its two programs whether anything is left to do',
  'npm run codegen': 'scripts/check.ts asks its three programs whether anything is left to do',
  'npm run --silent vaultgraph -- serve --config FILE': 'test/cli.test.ts serves a file',
  'npm run --silent vaultgraph -- index --config FILE': 'test/blind-index/command.test.ts builds',
  'npm run vaultgraph -- doctor --config FILE': 'test/doctor.test.ts examines a file',
  'npm run federation': 'interop/federation/example.test.ts starts it',
  'node examples/clients/fetch.ts': 'interop/clients/examples.test.ts',
  'node examples/embed-in-node.ts': 'test/package.test.ts',
  'node examples/embed-in-hono.ts': 'test/package.test.ts',
  'npm install vaultgraph graphql': 'test/package.test.ts installs the tarball',
  'npx vaultgraph sandbox': 'test/package.test.ts',
  'curl -X PUT -d down http://localhost:4000/faults/banking-service': 'test/sandbox.test.ts sets faults',
  'curl -X DELETE http://localhost:4000/faults': 'test/sandbox.test.ts',
  'curl -X PUT http://localhost:4000/state/before-deleting': 'test/sandbox-state.test.ts saves states',
  'curl -X POST http://localhost:4000/state/start': 'test/sandbox-state.test.ts',
  "curl --fail -H 'x-api-key: KEY' -H 'content-type: application/json' -d '{\"customers\":[\"ID\"]}' -o export.json http://localhost:4000/export":
    'test/exporting/file.test.ts',
  'npm create vite@latest shop -- --template react-ts': 'interop/clients/pages.test.ts sets one up',
  'npm install urql @urql/exchange-graphcache graphql': 'interop/clients/pages.test.ts',
  'npm install @apollo/client graphql rxjs': 'interop/clients/pages.test.ts',
  'npm install react-relay relay-runtime': 'interop/clients/relay.test.ts',
  'npm install --save-dev relay-compiler vite-plugin-relay babel-plugin-relay':
    'interop/clients/relay.test.ts',
  'npx relay-compiler': 'interop/clients/relay.test.ts',
  'npm run vaultgraph -- certify --config FILE --write --report FILE.md': 'test/certify/command.test.ts',
  'npm run vaultgraph -- certify --config FILE': 'test/certify/command.test.ts',
  'vaultgraph certify': 'test/certify/command.test.ts',
  'vaultgraph certify --config FILE --account KEY --write --record DIR': 'test/certify/command.test.ts',
  'vaultgraph certify --sandbox --write --compare DIR': 'test/certify/cassettes.test.ts',
  'npm run vaultgraph -- sandbox --cassettes DIR': 'test/certify/sandbox-command.test.ts',
  'node scripts/record-cassettes.ts': 'test/certify/cassettes.test.ts holds what it made to the emulators',
  'vaultgraph certify --config FILE --clean': 'test/faults/certifying.test.ts',
  'vaultgraph doctor': 'test/doctor.test.ts',
  'vaultgraph rewrap': 'test/cli.test.ts',
  'vaultgraph rewrap --config FILE --tenant ID < ids': 'test/cli.test.ts rewraps a file',
  'vaultgraph schema': 'test/cli.test.ts',
  'npm run --silent vaultgraph -- verify-receipt receipt.jws --jwks https://api.example.com/.well-known/jwks.json':
    'test/erasing/receipt.test.ts verifies by a URL',
  'npm run --silent vaultgraph -- verify-receipt receipt.jws --jwks jwks.json --audit audit.jsonl':
    'test/erasing/command.test.ts',
};

/** Programs that measure, and how they are asked to measure less: here they have to work. */
const measuring: Readonly<Record<string, string>> = {
  'node scripts/measure-index.ts': ' --customers 500 --searches 50',
  'node bench/seal.ts': ' --ids 500',
};

/** Commands that serve until they are stopped, with what they print once they do. */
const serving: Readonly<Record<string, RegExp>> = { 'npm start --prefix console': /Local:.*http/ };

describe('a command in the documentation', () => {
  const inBlocks = blocksIn('sh').flatMap(({ page, text }) =>
    text.split('\n').map((line) => ({ page, command: line.replace(/\s+#.*$/, '').trim() })),
  );
  const inText = pages.flatMap((page) =>
    [...readPage(page).matchAll(/`((?:npm|npx|node|vaultgraph)\s[^`]+)`/g)].map(([, text = '']) => ({
      page,
      command: text.replaceAll(/\s+/g, ' '),
    })),
  );
  const commands = new Map(
    [...inBlocks, ...inText]
      .filter(({ command }) => command !== '')
      .map(({ command, page }) => [command, page]),
  );
  const own = [...commands.keys()].filter(
    (command) => !Object.hasOwn(elsewhere, command) && !Object.hasOwn(serving, command),
  );

  it.each(own)('succeeds: %s', async (command) => {
    const folder = mkdtempSync('test/snippet-');
    try {
      const redirected = command.replace(/> (\S+)$/, `> ${folder}/$1`);
      const line = redirected + (measuring[command] ?? '');
      await expect(run('sh', ['-c', line])).resolves.toBeDefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(Object.entries(serving))('serves: %s', async (command, pattern) => {
    const child = spawn('sh', ['-c', command], { detached: true, env: { ...process.env, NO_COLOR: '1' } });
    try {
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => void (printed += chunk.toString()));
      await expect.poll(() => printed).toMatch(pattern);
    } finally {
      if (child.pid !== undefined) process.kill(-child.pid);
    }
  });

  it('is known, and none is spoken of that the documentation does not have', () => {
    expect(commands.size).toBeGreaterThan(10);
    const known = [...Object.keys(elsewhere), ...Object.keys(serving), ...Object.keys(measuring)];
    expect(known.filter((command) => !commands.has(command))).toEqual([]);
  });

  it('prints nothing but its output if that is to be used', () => {
    const used = [...commands.keys()].filter((command) => /keygen|schema|serve /.test(command));
    expect(used.filter((command) => /^npm run (?!--silent)/.test(command))).toEqual([]);
  });
});

describe('the settings in docs/operations.md', () => {
  const rows = new Map(
    [
      ...readPage('docs/operations.md').matchAll(/^\| `((?!vaultgraph_)[\w.]+)` +\| (.*?) *\| (.*?) *\|/gm),
    ].map(([, setting = '', preset = '', bounds = '']) => [setting, { preset, bounds }]),
  );
  const { access: _access, ...config } = configSchema(definitions).parse({
    tenants: [{ id: 'acme', accounts: [] }],
  });
  const { tenants: _tenants, ...presets } = config;

  it.each(leavesOf(presets, []))('have the default that applies: %s', (setting, value) => {
    const isNone = Array.isArray(value) && value.length === 0;
    expect(rows.get(setting)?.preset).toBe(isNone ? 'none' : `\`${String(value)}\``);
  });

  it.each([...rows])('have the bounds that apply: %s', (setting, { bounds }) => {
    const { minimum, maximum = Infinity } = schemaOf(setting);
    const isBounded = Number(maximum) < Number.MAX_SAFE_INTEGER;
    const expected = isBounded ? `${String(minimum)} to ${String(maximum)}` : `${String(minimum)} or more`;
    expect(bounds).toBe(minimum === undefined ? '' : expected);
  });
});

/** Every single value in a record, with its path. */
function leavesOf(value: object, under: readonly string[]): [setting: string, value: unknown][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leavesOf(inner, [...under, key])
      : [[[...under, key].join('.'), inner] as [string, unknown]],
  );
}

/** What the printed JSON Schema says of a setting; nothing if it has alternatives. */
function schemaOf(setting: string): Readonly<Record<string, unknown>> {
  let schemaNow: unknown = z.toJSONSchema(configSchema(definitions), { io: 'input', unrepresentable: 'any' });
  for (const key of setting.split('.')) {
    const { properties } = z
      .object({ properties: z.record(z.string(), z.unknown()) })
      .catch({ properties: {} })
      .parse(schemaNow);
    schemaNow = properties[key];
  }
  return z.record(z.string(), z.unknown()).catch({}).parse(schemaNow);
}

describe('docs/decisions/dependencies.md', () => {
  it('has a line for every runtime dependency, and for nothing else', () => {
    const listed = [...readPage('docs/decisions/dependencies.md').matchAll(/^\| `([^`]+)` +\|/gm)];
    const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const needed = Object.keys({ ...dependencies, ...peerDependencies });
    expect(new Set(listed.map(([, name]) => name))).toEqual(new Set(needed));
  });
});
