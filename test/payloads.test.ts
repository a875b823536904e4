import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documented, others, type Documented, type Fate } from './support/documented-payloads.ts';
import { leavesOf, selectEverything } from './support/everything.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { leavesIn, namesOfPayloads, readPayload, withLeaf, type Leaf } from './support/payloads.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 0 })));
afterAll(() => graph.close());

const everything = `
  query Everything($provider: PaymentProviderCode!, $account: String!, $key: String!) {
    customer(
      by: { providerCustomerId: { provider: $provider, account: $account, customerId: $key } }
      includeDeleted: true
    ) ${selectEverything('Customer')}
    customers(accounts: [$account], first: 1) ${selectEverything('CustomerConnection')}
  }
`;

interface Read {
  readonly customer: unknown;
  readonly customers: { readonly nodes: readonly unknown[] } | null;
}

/** Whatever is asked for, the payload is the answer; a key must only be one that a provider could have given out. */
const key = '3f1c9a52-7d64-4b0e-9c3a-5e8f2b6d1a70';

/** What the graph says of a customer and of a list, while the provider answers with these payloads. */
async function read(
  { provider, account, folder, routes }: Documented,
  payloads: Readonly<Record<string, unknown>>,
): Promise<Read | null> {
  graph.fail(provider, ({ url }) => {
    const route = routes.find(([path]) => path.test(new URL(url).pathname));
    if (!route) return null;
    const [, name, around = (payload) => payload] = route;
    const body = JSON.stringify(around(payloads[name] ?? readPayload(folder, name)));
    return { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body };
  });
  const response = await graph.send({ query: everything, variables: { provider, account, key } });
  const { data }: { data: Read | null } = await response.json();
  return data;
}

/** Other values that a value may have, of the kinds that vendors write. */
function marksFor({ value }: Leaf): readonly unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [4821];
  return ['Marked 4821', 'UY', '2031-05-06T07:08:09.000Z', 'succeeded'];
}

const fates: readonly Fate[] = ['shown', 'told', 'decides', 'left out'];

/** What becomes of a value, seen by what changes in the graph where the value changes. */
async function fateOf(one: Documented, name: string, leaf: Leaf): Promise<Fate> {
  const slot = one.alike?.[name] ?? name;
  const payload = readPayload(one.folder, name);
  const before = await read(one, { [slot]: payload });
  const seen: Fate[] = [];
  for (const mark of marksFor(leaf)) {
    const after = await read(one, { [slot]: withLeaf(payload, leaf.keys, mark) });
    seen.push(fate(before, after, { leaf, mark: String(mark) }));
  }
  return fates.find((candidate) => seen.includes(candidate)) ?? 'left out';
}

function fate(
  before: Read | null,
  after: Read | null,
  { leaf, mark }: { readonly leaf: Leaf; readonly mark: string },
): Fate {
  if (shows(after, mark) && !shows(before, mark)) return 'shown';
  if (countOf(before) !== countOf(after)) {
    // Without this very value there is no answer; with it, it may be shown.
    return typeof leaf.value === 'string' && shows(before, leaf.value) ? 'shown' : 'decides';
  }
  return JSON.stringify(before) === JSON.stringify(after) ? 'left out' : 'told';
}

/** A text may be shown as a part of another, such as a street in an address line. */
function shows(answer: Read | null, value: string): boolean {
  return leavesOf(answer).some((leaf) => leaf === value || (value.includes(' ') && leaf.includes(value)));
}

/** How many customers there are in an answer. */
function countOf(answer: Read | null): number {
  return (answer?.customer ? 1 : 0) + (answer?.customers?.nodes.length ?? 0);
}

const payloads = documented.flatMap((one) => {
  const names = [...one.routes.map(([, name]) => name), ...Object.keys(one.alike ?? {})];
  return names.map((name) => ({
    one,
    name,
    fates: one.fates[name] ?? {},
    leaves: leavesIn(readPayload(one.folder, name)),
  }));
});

describe.each(payloads)('the documented $one.folder/$name', ({ one, name, fates: exceptions, leaves }) => {
  it.each(leaves.map((leaf) => ({ place: leaf.keys.join('.'), leaf })))(
    'has $place in the graph',
    async ({ place, leaf }) => {
      const [expected = 'shown'] = exceptions[place] ?? [];
      expect(await fateOf(one, name, leaf)).toBe(expected);
    },
  );

  it('lacks nothing that is said to be left out of the graph', () => {
    const places = new Set(leaves.map(({ keys }) => keys.join('.')));
    expect(Object.keys(exceptions).filter((place) => !places.has(place))).toEqual([]);
  });
});

describe('the documented payloads', () => {
  it('are all looked at, or are of something else', () => {
    const looked = payloads.map(({ one, name }) => `${one.folder}/${name}`);
    expect([...looked, ...Object.keys(others)].toSorted()).toEqual(namesOfPayloads());
  });
});
