import type { Edge } from './edge.ts';
import type { ListSource } from './sources.ts';

interface Parts<Node> extends Pick<Listed<Node>, 'edges' | 'hasNextPage' | 'sources' | 'totalCount'> {
  readonly sealEnd: () => string | null;
}

/** A page of a list over accounts, and what became of each. */
export class Listed<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly hasNextPage: boolean;
  readonly sources: readonly ListSource[];
  /** Known if one account was asked and its provider says. */
  readonly totalCount: number | null;
  readonly #sealEnd: () => string | null;

  constructor({ edges, hasNextPage, sources, totalCount, sealEnd }: Parts<Node>) {
    this.edges = edges;
    this.hasNextPage = hasNextPage;
    this.sources = sources;
    this.totalCount = totalCount;
    this.#sealEnd = sealEnd;
  }

  /** Where the page ends: the last edge's cursor, or behind what did not count. Null for an empty last page. */
  get endCursor(): string | null {
    return this.#sealEnd();
  }
}
