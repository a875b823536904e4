import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from './graphql/index.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const everything = graphql(`
  query EverythingWithAnId($customer: CustomerLookupInput!) {
    customer(by: $customer) {
      ...CustomerWithIds
    }
    providerAccounts {
      id
      key
      customers(first: 5) {
        edges {
          cursor
          node {
            ...CustomerWithIds
          }
        }
        sources {
          retryCursor
        }
      }
    }
  }

  fragment CustomerWithIds on Customer {
    id
    providerCustomerId
    merchantReference
    fullName
    email
    account {
      key
    }
    paymentMethods(first: 3) {
      edges {
        cursor
        node {
          id
          token
          merchantReference
        }
      }
    }
  }
`);

/** Every text in an answer, with the name it stands under. */
function textsOf(value: unknown, name = ''): readonly (readonly [name: string, text: string])[] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, Array.isArray(value) ? name : key));
}

interface ShownError {
  readonly extensions: { readonly code: string };
}

function isOpaque(name: string): boolean {
  return name === 'id' || name === 'cursor';
}

async function ask() {
  // The key of this customer would be found in an id that can be read.
  const customerId = graph.keysOf('BAMBOO').find((key) => key.endsWith('@example.com')) ?? '';
  const customer = { providerCustomerId: { provider: 'BAMBOO', customerId } } as const;
  const { data, errors } = await graph.query(everything, { customer });
  expect(errors).toBeUndefined();
  const texts = textsOf(data);
  return {
    opaque: texts.filter(([name]) => isOpaque(name)).map(([, text]) => text),
    plain: new Set(texts.filter(([name]) => !isOpaque(name)).map(([, text]) => text)),
  };
}

describe('ids and cursors', () => {
  it('hold nothing of the record, as they are or decoded', async () => {
    const { opaque, plain } = await ask();
    expect(opaque.length).toBeGreaterThan(80);
    expect(plain.size).toBeGreaterThan(80);
    const words = [...plain, 'Customer', 'PaymentMethod', 'ProviderAccount', 'account'];
    for (const text of opaque) {
      expect(text).toMatch(/^2[\w-]+$/);
      const decoded = [text, text.slice(1)].map((part) => Buffer.from(part, 'base64').toString('utf8'));
      const readable = [text, ...decoded].join('\n').toLowerCase();
      expect(words.filter((word) => word.length > 3 && readable.includes(word.toLowerCase()))).toEqual([]);
    }
  });

  it('are all different, and the same the next time', async () => {
    const { opaque } = await ask();
    expect(new Set(opaque).size).toBe(opaque.length);
    expect((await ask()).opaque).toEqual(opaque);
  });

  it('are other ones under another key', async () => {
    const other = await startGraph({ idKey: Buffer.alloc(32, 7).toString('base64url') });
    const query = '{ providerAccounts { id } }';
    const idsOf = async (running: RunningGraph): Promise<readonly string[]> => {
      const { data } = await (await running.send({ query })).json();
      return data.providerAccounts.map(({ id }: { readonly id: string }) => id);
    };
    const [ours, theirs] = [await idsOf(graph), await idsOf(other)];
    const variables = { ids: ours };
    const asked = await other.send({ query: 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables });
    const { data, errors } = await asked.json();
    await other.close();

    expect(ours.filter((id) => theirs.includes(id))).toEqual([]);
    expect(data).toEqual({ nodes: ours.map(() => null) });
    expect(new Set(errors.map((error: ShownError) => error.extensions.code))).toEqual(
      new Set(['ID_KEY_UNKNOWN']),
    );
  });
});
