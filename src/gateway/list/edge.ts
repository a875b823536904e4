/** An item of a page, and where to go on from it: sealed whenever it is read. */
export class Edge<Node> {
  readonly node: Node;
  readonly #seal: () => string;

  constructor(node: Node, seal: () => string) {
    this.node = node;
    this.#seal = seal;
  }

  get cursor(): string {
    return this.#seal();
  }
}
