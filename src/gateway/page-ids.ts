import type { Ids, IdTarget } from './ids.ts';

/** Records whose ids are sealed in one go. */
interface Page {
  readonly nodes: readonly object[];
  /** Null until the first is asked for. */
  ids: readonly string[] | null;
}

interface Place {
  readonly page: Page;
  readonly index: number;
}

const places = new WeakMap<object, Place>();

/** Records of one page, and of one kind, whose ids are sealed in one go when the first is asked for. */
export function asPage<Node extends object>(nodes: readonly Node[]): readonly Node[] {
  const page: Page = { nodes, ids: null };
  for (const [index, node] of nodes.entries()) places.set(node, { page, index });
  return nodes;
}

/** The id of a record of one request; with it are sealed those of its page. */
export function idOf<Node extends object>(node: Node, toTarget: (node: Node) => IdTarget, ids: Ids): string {
  if (!places.has(node)) asPage([node]);
  const { page, index } = places.get(node) as Place;
  page.ids ??= ids.sealAll((page.nodes as readonly Node[]).map(toTarget));
  return page.ids[index] ?? '';
}
