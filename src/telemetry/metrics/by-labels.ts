type Labels<Label extends string> = Readonly<Record<Label, string>>;

/** A place in the tree of labels: one step for each label, what is kept at its end. */
interface Place<Kept> {
  readonly next: Map<string, Place<Kept>>;
  kept: Kept | null;
}

/**
 * What is kept for labels that differ from request to request: created once for each, then found label by label, which is
 * faster than by a name made of all of them. Each label has few values.
 */
export function createByLabels<Label extends string, Kept>(
  names: readonly Label[],
  create: (labels: Labels<Label>) => Kept,
): (labels: Labels<Label>) => Kept {
  const root: Place<Kept> = { next: new Map(), kept: null };
  return (labels) => {
    let place = root;
    for (const name of names) place = below(place, labels[name]);
    return (place.kept ??= create(labels));
  };
}

function below<Kept>({ next }: Place<Kept>, value: string): Place<Kept> {
  const found = next.get(value);
  if (found) return found;
  const created: Place<Kept> = { next: new Map(), kept: null };
  next.set(value, created);
  return created;
}
