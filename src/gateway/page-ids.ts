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

/** Kept on the record itself: every entry of a weak map costs the garbage collector more than all else here. */
const place = Symbol('place');

interface OnPage {
  [place]?: Place;
}

/** Records of one page, and of one kind, whose ids are sealed in one go when the first is asked for. */
export function asPage<Node extends object>(nodes: readonly Node[]): readonly Node[] {
  const page: Page = { nodes, ids: null };
  for (let index = 0; index < nodes.length; index += 1) (nodes[index] as OnPage)[place] = { page, index };
  return nodes;
}

/** A record that was read by its id, which is sealed in today's spelling: it has the same now. */
export function asRead<Node extends object>(node: Node, id: string): Node {
  (node as OnPage)[place] = { page: { nodes: [node], ids: [id] }, index: 0 };
  return node;
}

/** The id of a record of one request; with it are sealed those of its page. */
export function idOf<Node extends object>(node: Node, toTarget: (node: Node) => IdTarget, ids: Ids): string {
  const { page, index } = placeOf(node);
  page.ids ??= ids.sealAll((page.nodes as readonly Node[]).map(toTarget));
  return page.ids[index] ?? '';
}

function placeOf(node: OnPage): Place {
  return (node[place] ??= { page: { nodes: [node], ids: null }, index: 0 });
}
