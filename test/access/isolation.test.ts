import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emulate } from '../../src/emulators/monri/emulator.ts';
import { listen, type Listening } from '../../src/http/listen.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const tenants = Array.from({ length: 50 }, (_item, index) => `tenant-${index}`);
const requests = 10_000;

/** Each tenant is a separate merchant at Monri; all give their account the same key and use the same references. */
const emulator = emulate({ accounts: tenants.length, customers: 4 });
let provider: Listening;
let graph: RunningGraph;

beforeAll(async () => {
  provider = await listen(emulator.fetch, { host: '127.0.0.1', port: 0 });
  const merchants = emulator.accounts(provider.origin);
  graph = await startGraph({
    access: {
      apiKeys: tenants.map((tenant) => ({
        sha256: createHash('sha256').update(`key of ${tenant}`).digest('hex'),
        tenant,
        scopes: ['*'],
      })),
    },
    tenants: tenants.map((id, index) => ({
      id,
      accounts: [
        { key: 'shop', provider: 'MONRI', environment: 'SANDBOX', settings: merchants[index]?.settings },
      ],
    })),
  });
});
afterAll(async () => {
  await graph.close();
  await provider.close(0);
});

interface Customer {
  readonly id: string;
  readonly providerCustomerId: string;
}

interface Body {
  readonly data: Record<string, unknown>;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions: Record<string, unknown>;
  }[];
}

async function ask(tenant: string, query: string, variables: object = {}): Promise<Body> {
  const response = await graph.send({ query, variables }, { 'x-api-key': `key of ${tenant}` });
  return response.json();
}

const page = `query($first: Int!, $after: String) { customers(first: $first, after: $after) {
  nodes { id providerCustomerId } pageInfo { endCursor }
} }`;

async function list(
  tenant: string,
  first: number,
): Promise<{ nodes: Customer[]; pageInfo: { endCursor: string } }> {
  const { data } = await ask(tenant, page, { first });
  return data['customers'] as never;
}

/** Runs tasks with so many at once, in an order in which neighbours belong to different tenants. */
async function interleave(
  count: number,
  atOnce: number,
  task: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await task(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** What a tenth of some times is below. */
function quicker(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 10)] ?? NaN;
}

describe('tenants beside each other', () => {
  it('never see a value of one another, in 10,000 interleaved requests', { timeout: 240_000 }, async () => {
    const owners = new Map<string, number>();
    for (const [index, merchant] of emulator.accounts(provider.origin).entries()) {
      for (const key of merchant.customerKeys()) owners.set(key, index);
    }
    let crossed = 0;
    let seen = 0;
    await interleave(requests, 48, async (index) => {
      const own = index % tenants.length;
      const { nodes } = await list(tenants[own] ?? '', 2);
      seen += nodes.length;
      crossed += nodes.filter(({ providerCustomerId }) => owners.get(providerCustomerId) !== own).length;
    });
    process.stdout.write(
      `isolation: ${requests} requests of ${tenants.length} tenants, ${seen} values, ${crossed} crossed\n`,
    );
    expect({ crossed, seen }).toEqual({ crossed: 0, seen: requests * 2 });
  });

  it('give the same record different ids', async () => {
    const [first, second] = await Promise.all([list('tenant-0', 1), list('tenant-1', 1)]);
    expect(first.nodes[0]?.id).not.toBe(second.nodes[0]?.id);
  });

  it('answer another’s id, cursor and account as if there were none', async () => {
    const theirs = await list('tenant-1', 2);
    const id = theirs.nodes[0]?.id ?? '';
    const made = `${id.slice(0, 5)}${'A'.repeat(60)}`;
    const read =
      'query($id: ID!) { node(id: $id) { id } customer(by: { id: $id }) { id } paymentMethod(id: $id) { id } }';
    const write =
      'mutation($id: ID!) { deleteCustomer(input: { id: $id }) { ... on VaultError { code message } } }';
    const visible = async (query: string, variables: object) => {
      const { data, errors } = await ask('tenant-0', query, variables);
      return {
        data,
        errors: errors?.map(({ message, path, extensions: { code, issues } }) => ({
          message,
          path,
          code,
          issues,
        })),
      };
    };
    const erase = `mutation($id: ID!) { eraseCustomers(input: { customers: [$id], idempotencyKey: "theirs" }) {
      ... on VaultError { code message } ... on InvalidInputError { issues { path } } } }`;
    expect(await visible(erase, { id })).toEqual(await visible(erase, { id: made }));
    expect(await visible(read, { id })).toEqual(await visible(read, { id: made }));
    expect(await visible(read, { id })).toEqual({
      data: { node: null, customer: null, paymentMethod: null },
    });
    expect(await visible(write, { id })).toEqual(await visible(write, { id: made }));
    const { endCursor } = theirs.pageInfo;
    expect(await visible(page, { first: 1, after: endCursor })).toEqual(
      await visible(page, { first: 1, after: made }),
    );
  });

  it('answer another’s id as fast as one that was made up', async () => {
    const theirs = (await list('tenant-1', 1)).nodes[0]?.id ?? '';
    const made = `${theirs.slice(0, 5)}${Buffer.from(crypto.getRandomValues(new Uint8Array(60))).toString('base64url')}`;
    const read = 'query($id: ID!) { node(id: $id) { id } }';
    const difference = async (): Promise<number> => {
      const times: Record<'theirs' | 'made', number[]> = { theirs: [], made: [] };
      for (let round = 0; round < 200; round += 1) {
        for (const [name, id] of [
          ['theirs', theirs],
          ['made', made],
        ] as const) {
          const start = performance.now();
          await ask('tenant-0', read, { id });
          times[name].push(performance.now() - start);
        }
      }
      // The quicker ones, which a machine that is busy with something else held up least.
      return Math.abs(quicker(times.theirs) - quicker(times.made));
    };
    // More often than once if it held those up as well.
    await expect.poll(difference).toBeLessThan(5);
  });
});
