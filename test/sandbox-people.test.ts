import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveSandbox, type ServedSandbox } from './support/sandbox.ts';

let sandbox: ServedSandbox;
beforeAll(async () => void (sandbox = await serveSandbox()));
afterAll(() => sandbox.close());

/** The addresses of e-mail at an account that can be listed. */
async function emailsAt(account: string): Promise<ReadonlySet<string>> {
  const query = `{ customers(accounts: ["${account}"], first: 64) { nodes { email } } }`;
  const nodes: readonly { email: string | null }[] = (await sandbox.ask(query)).data.customers.nodes;
  return new Set(nodes.flatMap(({ email }) => email ?? []));
}

function inBoth(these: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...these].filter((one) => others.has(one)).length;
}

it('the first accounts of providers hold the same people, other accounts others', async () => {
  const monri = await emailsAt('monri-1');
  for (const account of ['banking-service', 'verifone-1']) {
    expect(inBoth(monri, await emailsAt(account))).toBeGreaterThan(20);
  }
  for (const account of ['monri-2', 'verifone-2']) {
    expect(inBoth(monri, await emailsAt(account))).toBe(0);
  }
});

it('an example finds one of them in each vault that can look up a customer', async () => {
  const { query = '', variables = '{}' } = sandbox.examples.find(({ name }) => name === 'OnePerson') ?? {};
  const { data } = await sandbox.ask(query, {}, JSON.parse(variables));
  const found = [data.bamboo, data.monri, ...data.verifone.nodes];
  expect(found.map(({ fullName, email }) => [fullName, email])).toEqual(
    Array.from({ length: 3 }, () => ['Tomás Pérez', 'tomas.perez+28@example.com']),
  );
});
