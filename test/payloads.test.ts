import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documented, others, type Documented, type Fate } from './support/documented-payloads.ts';
import { leavesOf, selectEverything } from './support/everything.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { leavesIn, namesOfPayloads, readPayload, withLeaf, type Leaf } from './support/payloads.ts';
import { serveDocumented } from './support/serve-documented.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 0, atAllProviders: true })));
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

interface Served {
  readonly one: Documented;
  readonly name: string;
}

interface Read {
  readonly customer: unknown;
  readonly customers: { readonly nodes: readonly unknown[] } | null;
}

/** What the graph says of a customer and of a list, while the provider answers with these payloads. */
async function read(one: Documented, payloads: Readonly<Record<string, unknown>>): Promise<Read | null> {
  const { provider, account } = one;
  const key = serveDocumented(graph, one, payloads);
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

/** The first of these that is seen with any value counts. */
const fates: readonly Fate[] = ['shown', 'reflected', 'decides', 'left out'];

/** What becomes of a value, seen by what differs from `before` in the graph once the value is another. */
async function fateOf({ one, name }: Served, leaf: Leaf, before: Read | null): Promise<Fate> {
  const payload = readPayload(one.folder, name);
  const seen: Fate[] = [];
  for (const mark of marksFor(leaf)) {
    const after = await read(one, { [slotOf(one, name)]: withLeaf(payload, leaf.keys, mark) });
    seen.push(fate(before, after, { leaf, mark: String(mark) }));
    if (seen.includes('shown')) break;
  }
  return fates.find((candidate) => seen.includes(candidate)) ?? 'left out';
}

/** The payload in whose place this one is served. */
function slotOf({ alike }: Documented, name: string): string {
  return alike?.[name] ?? name;
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
  return JSON.stringify(before) === JSON.stringify(after) ? 'left out' : 'reflected';
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
  let before: Read | null;
  beforeAll(async () => {
    before = await read(one, { [slotOf(one, name)]: readPayload(one.folder, name) });
  });

  it.each(leaves.map((leaf) => ({ place: leaf.keys.join('.'), leaf })))(
    'has $place in the graph',
    async ({ place, leaf }) => {
      const [expected = 'shown'] = exceptions[place] ?? [];
      expect(await fateOf({ one, name }, leaf, before)).toBe(expected);
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
