import { describe, expect, it } from 'vitest';
import { rules } from './support/import-rules.ts';
import { importsOf, readSources, violations } from './support/imports.ts';

/** A violation of each rule, as somebody might write it one day. */
const planted: readonly (readonly [path: string, text: string, reaches: string])[] = [
  ['src/domain/page.ts', "import { z } from 'zod';", 'zod'],
  ['src/domain/page.ts', "import type { Call } from '../port.ts';", 'src/port.ts'],
  ['src/port.ts', "export type { Exchange } from './http/exchange.ts';", 'src/http/exchange.ts'],
  ['src/http/client.ts', "import { GraphQLError } from 'graphql';", 'graphql'],
  [
    'src/http/client.ts',
    "import { monri } from '../providers/monri/index.ts';",
    'src/providers/monri/index.ts',
  ],
  ['src/gateway/loaders.ts', "import { path } from '../http/path.ts';", 'src/http/path.ts'],
  [
    'src/gateway/loaders.ts',
    "import { definitions } from '../providers/definitions.ts';",
    'src/providers/definitions.ts',
  ],
  ['src/gateway/loaders.ts', "import SchemaBuilder from '@pothos/core';", '@pothos/core'],
  ['src/access/caller.ts', "import type { Account } from '../gateway/account.ts';", 'src/gateway/account.ts'],
  ['src/store/memory.ts', "import type { Call } from '../port.ts';", 'src/port.ts'],
  [
    'src/surface/csrf.ts',
    "import { noDocuments } from '../documents/trusted.ts';",
    'src/documents/trusted.ts',
  ],
  ['src/errors/variables.ts', "import { schema } from '../schema/index.ts';", 'src/schema/index.ts'],
  ['src/log/fields.ts', "import type { UpstreamCall } from '../port.ts';", 'src/port.ts'],
  ['src/audit/audit.ts', "import { pino } from 'pino';", 'pino'],
  [
    'src/schema/customer.ts',
    "import { monri } from '../providers/registry.ts';",
    'src/providers/registry.ts',
  ],
  [
    'src/schema/customer.ts',
    "import { toCustomer } from '../providers/monri/customer.ts';",
    'src/providers/monri/customer.ts',
  ],
  ['src/schema/builder.ts', "import './scalars.ts';", 'src/schema/scalars.ts'],
  [
    'src/providers/monri/customer.ts',
    "import { merge } from '../verifone/record.ts';",
    'src/providers/verifone/record.ts',
  ],
  [
    'src/providers/monri/emulator/seed.ts',
    "import { seeded } from '../../verifone/emulator/seed.ts';",
    'src/providers/verifone/emulator/seed.ts',
  ],
  [
    'src/providers/monri/customer.ts',
    "import { definitions } from '../definitions.ts';",
    'src/providers/definitions.ts',
  ],
  [
    'src/providers/monri/customer.ts',
    "import * as registry from '../registry.ts';",
    'src/providers/registry.ts',
  ],
  [
    'src/providers/monri/customer.ts',
    "import { CustomerAddress } from '../../schema/customer-address.ts';",
    'src/schema/customer-address.ts',
  ],
  [
    'src/providers/monri/customer.ts',
    "import { lengths } from './emulator/validation.ts';",
    'src/providers/monri/emulator/validation.ts',
  ],
  [
    'src/providers/monri/api.ts',
    "import { emulate } from './emulator.ts';",
    'src/providers/monri/emulator.ts',
  ],
  ['src/providers/monri/emulator.ts', "import { sign } from './auth.ts';", 'src/providers/monri/auth.ts'],
  [
    'src/providers/monri/emulator/seed.ts',
    "import { customerRules } from '../customer.ts';",
    'src/providers/monri/customer.ts',
  ],
  [
    'src/providers/monri/emulator/seed.ts',
    "import { text } from '../../../http/wire.ts';",
    'src/http/wire.ts',
  ],
  [
    'src/providers/registry.ts',
    "import { definitions } from './definitions.ts';",
    'src/providers/definitions.ts',
  ],
  ['src/providers/country.ts', "import { monri } from './monri/index.ts';", 'src/providers/monri/index.ts'],
  ['src/providers/monri/auth.ts', "const key = process.env['MONRI_KEY'];", 'process.env'],
  ['src/gateway/ids.ts', "import { env } from 'node:process';", 'node:process'],
  ['src/server.ts', "import { connectTo } from '../test/support/vault.ts';", 'test/support/vault.ts'],
  ['src/server.ts', "const { gone } = await import('./vault.testing.ts');", 'src/vault.testing.ts'],
];

describe('the source', () => {
  it('imports nothing that its place forbids', () => {
    expect(violations(readSources(), rules)).toEqual([]);
  });

  it('has files for every rule to hold', () => {
    const paths = readSources().map(({ path }) => path);
    const idle = rules.filter(({ files }) => !paths.some((path) => files.test(path)));
    expect(idle.map(({ says }) => says)).toEqual([]);
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
