const withoutBrackets = /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g;

/** How deep brackets lie in brackets in a document's text, those in texts and comments left out. */
export function nestingOf(document: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of document.replaceAll(withoutBrackets, '').matchAll(/[[\]{}()]/g)) {
    depth += '[{('.includes(bracket) ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
