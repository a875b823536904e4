import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configJsonSchema, type SchemaNode } from '../src/config/json-schema.ts';
import { parseConfig } from '../src/config/config.ts';
import { idKey } from './support/configuration.ts';

/** Every property of a JSON Schema, with the path to it. */
function propertiesOf(node: SchemaNode, under = ''): [path: string, node: SchemaNode][] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, inner]) => {
    const path = `${under}/${name}`;
    return [[path, inner] as [string, SchemaNode]].concat(propertiesOf(inner, path));
  });
  const nested = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.items ? [node.items] : [])];
  return [...own, ...nested.flatMap((inner, index) => propertiesOf(inner, `${under}/${index}`))];
}

describe('the JSON Schema of the file', () => {
  const schema = configJsonSchema();
  const properties = propertiesOf(schema);

  it('describes every property, in a sentence', () => {
    const silent = properties.filter(([, { description = '' }]) => !/^\S.*[.]$/s.test(description));
    expect(silent.map(([path]) => path)).toEqual([]);
    expect(properties.length).toBeGreaterThan(100);
  });

  it('lets every value that is no secret come from the environment', () => {
    const { server, access } = Object(schema.properties);
    expect(server.properties.port.anyOf[1]).toEqual({ $ref: '#/$defs/fromEnvironment' });
    expect(server.properties.cors.properties.origins.anyOf[1]).toEqual({ $ref: '#/$defs/fromEnvironment' });
    expect(JSON.stringify(access.properties.jwt.properties.secret)).not.toContain('$ref');
  });
});

describe('docs/configuration.md', () => {
  it('is what the schema says', () => {
    const printed = execFileSync(process.execPath, ['scripts/print-configuration.ts', '--check'], {
      stdio: 'pipe',
    });
    expect(printed.toString()).toBe('');
  });

  it('names every setting', () => {
    const page = readFileSync('docs/configuration.md', 'utf8');
    for (const name of ['server.path', 'audit.reads', 'access.apiKeys[].name', 'settings.merchantKey']) {
      expect(page).toContain(`| \`${name}\` |`);
    }
  });
});

describe('the example for production', () => {
  it('can be used once its folders, secrets and variables are there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-production-'));
    const secret = join(folder, 'secret');
    writeFileSync(secret, 'a-secret\n');
    const text = readFileSync('vaultgraph.config.production.example.json', 'utf8')
      .replaceAll(/\/run\/secrets\/[\w-]+/g, secret)
      .replaceAll(/\/var\/(?:lib|log)\/vaultgraph/g, folder);
    const config = parseConfig(JSON.parse(text), { VAULTGRAPH_ID_KEY: idKey, VAULTGRAPH_LOG_LEVEL: 'warn' });
    rmSync(folder, { recursive: true });
    expect(config.access.anonymous).toBeUndefined();
    expect(config).toMatchObject({
      server: { graphiql: false, path: '/graphql' },
      log: { level: 'warn' },
      audit: { type: 'file', reads: true },
      access: { jwt: { algorithms: ['RS256'] } },
      tenants: [{ accounts: [{ environment: 'LIVE' }] }],
    });
  });
});
