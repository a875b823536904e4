import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSandbox, type ServedSandbox } from './support/sandbox.ts';
import { spokenOf } from './support/spoken-of.ts';

let sandbox: ServedSandbox;
beforeAll(async () => void (sandbox = await serveSandbox()));
afterAll(() => sandbox.close());

interface Found {
  readonly edges: readonly {
    readonly node: { readonly fullName: string; readonly account: { readonly key: string } };
    readonly exact: boolean;
  }[];
  readonly sources: readonly {
    readonly account: { readonly key: string };
    readonly method: string;
    readonly problem: { readonly message: string } | null;
  }[];
}

async function run(example: string): Promise<Found> {
  const { query = '', variables = '{}' } = sandbox.examples.find(({ name }) => name === example) ?? {};
  const { data, errors } = await sandbox.ask(query, {}, JSON.parse(variables));
  expect(errors).toBeUndefined();
  return data.findCustomers;
}

describe('an example of the sandbox', () => {
  it('finds five people, each in another way, once the index is complete', async () => {
    const indexed = '{ providerAccounts { key index { size completeSince } } }';
    await expect
      .poll(async () => (await sandbox.ask(indexed)).data.providerAccounts)
      .toContainEqual({ key: 'monri-2', index: { size: 64, completeSince: expect.any(String) } });
    const examples = ['FindByFilter', 'FindByKey', 'FindByIndex', 'FindByScan', 'FindUnsupported'];
    const found = await Promise.all(examples.map(run));
    const shown = found.map(({ edges, sources }) => [
      sources.map(({ method }) => method),
      edges.map(({ node, exact }) => [node.fullName, exact]),
    ]);
    expect(shown).toEqual([
      [['FILTER'], [['Marko Rossi', true]]],
      [['KEY'], [['Tomás Pérez', true]]],
      [['INDEX'], [["Sanne O'Neill", false]]],
      [['SCAN'], [['Tomás Pérez', false]]],
      [['NONE'], []],
    ]);
    expect(found.at(-1)?.sources[0]?.problem?.message).toContain('Bamboo');
  });

  it('finds a person in every vault that has it, whichever way', async () => {
    const { data } = await sandbox.ask('{ providerAccounts { key provider { code } } }');
    const accounts: { key: string; provider: { code: string } }[] = data.providerAccounts;
    const atSpokenOf = accounts.filter(({ provider }) => spokenOf.has(provider.code));
    const meant = new Set(atSpokenOf.map(({ key }) => key));
    const found = await run('Find');
    const edges = found.edges.filter(({ node }) => meant.has(node.account.key));
    const sources = found.sources.filter(({ account }) => meant.has(account.key));
    expect(edges.map(({ node }) => node.fullName)).toEqual(Array.from({ length: 4 }, () => 'Tomás Pérez'));
    expect(new Set(sources.map(({ method }) => method))).toEqual(new Set(['KEY', 'SCAN', 'INDEX', 'FILTER']));
  });
});
