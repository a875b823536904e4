import { parseArgs } from 'node:util';
import { createIds, type IdTarget } from '../src/gateway/ids.ts';

/** Prints what sealing and opening an id costs, alone and in a page. Time of the processor, so that other work counts little. */
const { values } = parseArgs({ options: { ids: { type: 'string', default: '10000' } } });

const ids = createIds([Buffer.alloc(32, 7)], 'acme');
const uuid = (index: number): string => `4b281da4-d145-4233-b957-${String(index).padStart(12, '0')}`;

const kinds: Readonly<Record<string, (index: number) => IdTarget>> = {
  customer: (index) => ({ type: 'Customer', account: 'verifone', key: uuid(index) }),
  'payment method': (index) => ({
    type: 'PaymentMethod',
    account: 'monri',
    customerKey: uuid(index),
    key: 'x'.repeat(22),
  }),
};
const pages = 100;
const rounds = 9;
const idsInRound = Number(values.ids);

/** The middle of the rounds, in microseconds for each id. */
function cost(size: number, work: (page: number) => unknown): number {
  const calls = Math.ceil(idsInRound / size);
  const measured = Array.from({ length: rounds + 1 }, () => {
    const before = process.cpuUsage();
    for (let call = 0; call < calls; call += 1) work(call % pages);
    return process.cpuUsage(before).user / calls / size;
  });
  return measured.slice(1).toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
}

for (const [kind, toTarget] of Object.entries(kinds)) {
  for (const size of [1, 3, 50, 200]) {
    const targets = Array.from({ length: pages }, (_page, page) =>
      Array.from({ length: size }, (_one, index) => toTarget(page * size + index)),
    );
    // A request's ids come out of its body as flat texts.
    const sealed = targets.map((page): string[] => JSON.parse(JSON.stringify(ids.sealAll(page))));
    const seal = cost(size, (page) => ids.sealAll(targets[page] ?? []));
    const open = cost(size, (page) => ids.openAll(sealed[page] ?? []));
    const name = `${kind}, ${size} in a page`;
    console.log(`${name.padEnd(30)} seal ${seal.toFixed(2)} µs   open ${open.toFixed(2)} µs`);
  }
}
