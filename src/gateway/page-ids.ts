import { Late } from '../domain/late.ts';
import type { Ids, IdTarget } from './ids.ts';

/** Records of one kind whose ids are sealed in one go. */
interface Page {
  readonly nodes: readonly object[];
  /** Null until one is read. */
  ids: readonly string[] | null;
}

interface Place {
  readonly page: Page;
  readonly index: number;
}

/** Kept on the record itself, because an entry of a weak map costs the garbage collector up to 15 µs. */
const place = Symbol('place');

interface OnPage {
  [place]?: Place;
}

/** Records of one page, and of one kind, whose ids are sealed in one go when one of them is read. */
export function asPage<Node extends object>(nodes: readonly Node[]): readonly Node[] {
  const page: Page = { nodes, ids: null };
  for (let index = 0; index < nodes.length; index += 1) (nodes[index] as OnPage)[place] = { page, index };
  return nodes;
}

/** Keeps the id that a record was read by. It must be the one that sealing gives now. */
export function asRead<Node extends object>(node: Node, id: string): Node {
  (node as OnPage)[place] = { page: { nodes: [node], ids: [id] }, index: 0 };
  return node;
}

function placeOf(node: OnPage): Place {
  return (node[place] ??= { page: { nodes: [node], ids: null }, index: 0 });
}

/** The ids of the records of one request. */
export interface RecordIds {
  /** The id of a record. When one is read, all that were wanted by then are sealed, with those of their pages. */
  readonly of: <Node extends object>(node: Node, toTarget: (node: Node) => IdTarget) => Late;
}

export function createRecordIds(ids: Ids): RecordIds {
  const wanted = new Map<Page, (node: object) => IdTarget>();
  let latest: Page | null = null;

  const seal = (): void => {
    const pages = [...wanted].filter(([page]) => page.ids === null);
    wanted.clear();
    latest = null;
    const sealed = ids.sealAll(pages.flatMap(([page, toTarget]) => page.nodes.map(toTarget)));
    let start = 0;
    for (const [page] of pages) {
      page.ids = sealed.slice(start, start + page.nodes.length);
      start += page.nodes.length;
    }
  };

  return {
    of: (node, toTarget) => {
      const { page, index } = placeOf(node);
      if (page.ids === null && page !== latest) {
        wanted.set(page, toTarget as (node: object) => IdTarget);
        latest = page;
      }
      return new RecordId(page, index, seal);
    },
  };
}

class RecordId extends Late {
  readonly #page: Page;
  readonly #index: number;
  readonly #seal: () => void;

  constructor(page: Page, index: number, seal: () => void) {
    super();
    this.#page = page;
    this.#index = index;
    this.#seal = seal;
  }

  override valueOf(): string {
    if (this.#page.ids === null) this.#seal();
    return this.#page.ids?.[this.#index] ?? '';
  }
}
