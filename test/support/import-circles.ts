import { importsOf, type SourceFile } from './imports.ts';

type Imports = ReadonlyMap<string, readonly string[]>;

/** The circles of files that import each other, types included: the paths of each circle, sorted. */
export function importCircles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const imports = knotted(
    new Map(files.map((file) => [file.path, importsOf(file).map(({ target }) => target)])),
  );
  const reached = new Map([...imports.keys()].map((path) => [path, reachedFrom(path, imports)]));
  const circleOf = (path: string): readonly string[] =>
    [...imports.keys()]
      .filter((other) => reached.get(path)?.has(other) && reached.get(other)?.has(path))
      .toSorted();
  const circles = [...imports.keys()].map(circleOf);
  return circles.filter(
    ([first], index) => first && circles.findIndex(([other]) => other === first) === index,
  );
}

/** Without the files that import nothing of what is left, again and again: every circle is in the rest. */
function knotted(imports: Imports): Imports {
  const left = new Map([...imports].filter(([, targets]) => targets.some((target) => imports.has(target))));
  return left.size === imports.size ? left : knotted(left);
}

/** All that a file imports, itself or through others. It is among them if it is part of a circle. */
function reachedFrom(start: string, imports: Imports): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const further = (imports.get(path) ?? []).filter((target) => !reached.has(target));
    for (const target of further) reached.add(target);
    waiting.push(...further);
  }
  return reached;
}
