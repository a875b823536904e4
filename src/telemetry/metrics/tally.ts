import { Counter, type Registry } from 'prom-client';

interface TallyOptions<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
  readonly registry: Registry;
}

type Labels<Label extends string> = Readonly<Record<Label, string | number>>;

/** What was counted since the registry was read. */
interface Sum<Label extends string> {
  readonly labels: Labels<Label>;
  added: number;
}

/** A place in the tree of labels: one step for each label, the sum at its end. */
interface Place<Label extends string> {
  readonly next: Map<string | number, Place<Label>>;
  sum: Sum<Label> | null;
}

/**
 * A counter for what is counted with every request. It adds up by itself and gives its sums to the registry when that is
 * read: looking labels up there takes longer than all the rest of counting. Each label has few values.
 */
export function createTally<Label extends string>({ name, help, labelNames, registry }: TallyOptions<Label>) {
  const root = createPlace<Label>();
  const sums: Sum<Label>[] = [];
  const counter = new Counter({
    name,
    help,
    labelNames,
    registers: [registry],
    collect: () => {
      for (const sum of sums) {
        if (sum.added > 0) counter.inc(sum.labels, sum.added);
        sum.added = 0;
      }
    },
  });
  const begin = (labels: Labels<Label>): Sum<Label> => {
    const sum = { labels, added: 0 };
    sums.push(sum);
    return sum;
  };
  return (labels: Labels<Label>): void => {
    let place = root;
    for (const label of labelNames) place = below(place, labels[label]);
    place.sum ??= begin(labels);
    place.sum.added += 1;
  };
}

function createPlace<Label extends string>(): Place<Label> {
  return { next: new Map(), sum: null };
}

function below<Label extends string>({ next }: Place<Label>, value: string | number): Place<Label> {
  const found = next.get(value);
  if (found) return found;
  const created = createPlace<Label>();
  next.set(value, created);
  return created;
}
