import { describe, expect, it } from 'vitest';
import { importCircles } from './support/import-circles.ts';
import { rules } from './support/import-rules.ts';
import { importsOf, readSources, violations } from './support/imports.ts';

/** A plausible violation of each rule. */
const planted: readonly (readonly [path: string, text: string, reaches: string])[] = [
  ['src/domain/page.ts', "import { z } from 'zod';", 'zod'],
  ['src/domain/page.ts', "import type { Call } from '../port.ts';", 'src/port.ts'],
  ['src/redaction/scrub.ts', "import type { Call } from '../port.ts';", 'src/port.ts'],
  ['src/port.ts', "export type { Exchange } from './upstream/exchange.ts';", 'src/upstream/exchange.ts'],
  [
    'src/http/listen.ts',
    "import { refuse } from '../server/request/refusal.ts';",
    'src/server/request/refusal.ts',
  ],
  ['src/upstream/client.ts', "import { GraphQLError } from 'graphql';", 'graphql'],
  [
    'src/upstream/client.ts',
    "import { monri } from '../providers/monri/index.ts';",
    'src/providers/monri/index.ts',
  ],
  ['src/gateway/loaders.ts', "import { path } from '../upstream/path.ts';", 'src/upstream/path.ts'],
  ['src/gateway/loaders.ts', "import SchemaBuilder from '@pothos/core';", '@pothos/core'],
  ['src/access/caller.ts', "import type { Account } from '../gateway/account.ts';", 'src/gateway/account.ts'],
  ['src/store/memory.ts', "import type { Call } from '../port.ts';", 'src/port.ts'],
  ['src/telemetry/log/fields.ts', "import type { UpstreamCall } from '../../port.ts';", 'src/port.ts'],
  ['src/telemetry/audit/audit.ts', "import { Counter } from 'prom-client';", 'prom-client'],
  [
    'src/telemetry/audit/audit.ts',
    "import { scrub } from '../../redaction/scrub.ts';",
    'src/redaction/scrub.ts',
  ],
  [
    'src/telemetry/metrics/metrics.ts',
    "import type { Step } from '../../gateway/erasure/step.ts';",
    'src/gateway/erasure/step.ts',
  ],
  ['src/telemetry/traces/call.ts', "import type { UpstreamCall } from '../../port.ts';", 'src/port.ts'],
  ['src/telemetry/usage/hive.ts', "import type { Call } from '../../port.ts';", 'src/port.ts'],
  ['src/telemetry/operations/use-traces.ts', "import type { Call } from '../../port.ts';", 'src/port.ts'],
  ['src/builder/builder.ts', "import '../graph/shared/scalars.ts';", 'src/graph/shared/scalars.ts'],
  [
    'src/graph/customer/customer.ts',
    "import { monri } from '../../providers/registry.ts';",
    'src/providers/registry.ts',
  ],
  [
    'src/graph/print.ts',
    "import { toCustomer } from '../providers/monri/customer.ts';",
    'src/providers/monri/customer.ts',
  ],
  [
    'src/server/request/csrf.ts',
    "import { noDocuments } from '../documents/trusted.ts';",
    'src/server/documents/trusted.ts',
  ],
  ['src/server/documents/cost.ts', "import { schema } from '../../graph/index.ts';", 'src/graph/index.ts'],
  ['src/server/errors/variables.ts', "import { schema } from '../../graph/index.ts';", 'src/graph/index.ts'],
  ['src/server/execution/run.ts', "import { schema } from '../../graph/index.ts';", 'src/graph/index.ts'],
  ['src/server/server.ts', "import { serve } from '../cli/serve.ts';", 'src/cli/serve.ts'],
  ['src/config/schema.ts', "import { monri } from '../providers/registry.ts';", 'src/providers/registry.ts'],
  ['src/cassettes/cassette.ts', "import { certify } from '../certify/certify.ts';", 'src/certify/certify.ts'],
  ['src/certify/certify.ts', "import { readConfig } from '../config/config.ts';", 'src/config/config.ts'],
  ['src/testing/index.ts', "import { serve } from '../cli/serve.ts';", 'src/cli/serve.ts'],
  ['src/sandbox/index.ts', "import { serve } from '../cli/serve.ts';", 'src/cli/serve.ts'],
  [
    'src/providers/monri/customer.ts',
    "import { merge } from '../verifone/record.ts';",
    'src/providers/verifone/record.ts',
  ],
  [
    'src/providers/monri/customer.ts',
    "import * as registry from '../registry.ts';",
    'src/providers/registry.ts',
  ],
  [
    'src/providers/monri/customer.ts',
    "import { CustomerAddress } from '../../graph/customer/customer-address.ts';",
    'src/graph/customer/customer-address.ts',
  ],
  [
    'src/providers/shared/country.ts',
    "import { monri } from '../monri/index.ts';",
    'src/providers/monri/index.ts',
  ],
  [
    'src/providers/registry.ts',
    "import { definitions } from './definitions.ts';",
    'src/providers/definitions.ts',
  ],
  [
    'src/emulators/monri/emulator.ts',
    "import { sign } from '../../providers/monri/auth.ts';",
    'src/providers/monri/auth.ts',
  ],
  [
    'src/emulators/monri/seed.ts',
    "import { seeded } from '../verifone/seed.ts';",
    'src/emulators/verifone/seed.ts',
  ],
  [
    'src/providers/monri/index.ts',
    "import { emulate } from '../../emulators/monri/emulator.ts';",
    'src/emulators/monri/emulator.ts',
  ],
  ['src/cli/serve.ts', "import { emulators } from '../emulators/registry.ts';", 'src/emulators/registry.ts'],
  ['src/index.ts', "export { route } from './emulators/kit/route.ts';", 'src/emulators/kit/route.ts'],
  ['src/providers/monri/auth.ts', "const key = process.env['MONRI_KEY'];", 'process.env'],
  ['src/gateway/ids.ts', "import { env } from 'node:process';", 'node:process'],
  [
    'src/server/server.ts',
    "import { startGraph } from '../../test/support/graph.ts';",
    'test/support/graph.ts',
  ],
  [
    'src/server/server.ts',
    "const { gone } = await import('./vault.testing.ts');",
    'src/server/vault.testing.ts',
  ],
];

describe('the source', () => {
  it('imports nothing that its place forbids', () => {
    expect(violations(readSources(), rules)).toEqual([]);
  });

  it('has no files that import each other in a circle', () => {
    const files = [...readSources(), ...readSources('console/src/**/*.{ts,tsx}')];
    expect(importCircles(files)).toEqual([]);
  });

  it('has files for every rule to hold', () => {
    const paths = readSources().map(({ path }) => path);
    const idle = rules.filter(({ files }) => !paths.some((path) => files.test(path)));
    expect(idle.map(({ says }) => says)).toEqual([]);
  });
});

describe('the top of the source', () => {
  it('has the package and the port, and nothing else', () => {
    const atTop = readSources().filter(({ path }) => /^src\/[^/]+$/.test(path));
    expect(atTop.map(({ path }) => path)).toEqual(['src/index.ts', 'src/port.ts']);
  });
});

describe('the check of circles', () => {
  it('finds each circle once, types included, and nothing that only leads to one or away from it', () => {
    const file = (name: string, ...targets: readonly string[]) => ({
      path: `src/${name}.ts`,
      text: targets.map((target) => `import type { X } from './${target}.ts';`).join('\n'),
    });
    const files = [
      file('before', 'a'),
      file('a', 'b', 'ground'),
      file('b', 'c'),
      file('c', 'a', 'd'),
      file('d', 'e'),
      file('e', 'd'),
      file('ground'),
    ];
    expect(importCircles(files)).toEqual([
      ['src/a.ts', 'src/b.ts', 'src/c.ts'],
      ['src/d.ts', 'src/e.ts'],
    ]);
  });
});

describe('the check of imports', () => {
  it.each(planted)('catches in %s: %s', (path, text, reaches) => {
    const found = violations([{ path, text: `// A comment.\n\n${text}\n` }], rules);
    expect(found.length).toBeGreaterThan(0);
    for (const sentence of found) expect(sentence).toMatch(`${path}:3 reaches ${reaches}: `);
  });

  it('was seen to catch a violation of every rule', () => {
    const caught = planted.flatMap(([path, text]) => violations([{ path, text }], rules));
    const unseen = rules.filter(({ says }) => !caught.some((sentence) => sentence.endsWith(`: ${says}`)));
    expect(unseen.map(({ says }) => says)).toEqual([]);
  });

  it('sees imports however they are written', () => {
    const text = [
      "import a from 'a';",
      "import { type b, c } from './b.ts';",
      'import type {',
      '  d,',
      "} from '../d.ts';",
      "export * from './e.ts';",
      "export type { f } from 'f';",
      "import 'g';",
      "type H = import('./h.ts').H;",
      "const i = await import('i');",
      "import json from './j.json' with { type: 'json' };",
      "const text = 'no import from here';",
    ].join('\n');
    expect(importsOf({ path: 'src/x/y.ts', text })).toEqual([
      { target: 'a', line: 1 },
      { target: 'src/x/b.ts', line: 2 },
      { target: 'src/d.ts', line: 5 },
      { target: 'src/x/e.ts', line: 6 },
      { target: 'f', line: 7 },
      { target: 'g', line: 8 },
      { target: 'src/x/h.ts', line: 9 },
      { target: 'i', line: 10 },
      { target: 'src/x/j.json', line: 11 },
    ]);
  });
});
