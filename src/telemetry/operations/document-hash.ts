import { createHash } from 'node:crypto';
import { Kind, visit, type DocumentNode, type ValueNode } from 'graphql';
import { replaceSpans, type Span } from '../../redaction/span.ts';

const hashes = new WeakMap<DocumentNode, string>();

/**
 * SHA-256 of a document's text in hex, as a trusted document is named. Texts and long numbers in it are blanked first, so
 * that the hash of an ad-hoc document cannot be used to guess what a caller wrote into it.
 */
export function hashOf(document: DocumentNode): string {
  const known = hashes.get(document);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(blanked(document)).digest('hex');
  hashes.set(document, hash);
  return hash;
}

const longNumber = 7;

function blanked(document: DocumentNode): string {
  const text = document.loc?.source.body ?? '';
  const literals: Span[] = [];
  const take = ({ loc }: ValueNode): void => {
    if (loc) literals.push(loc);
  };
  visit(document, {
    [Kind.STRING]: take,
    [Kind.INT]: (node) => void (node.value.length >= longNumber && take(node)),
    [Kind.FLOAT]: take,
  });
  return replaceSpans(text, literals, () => '_');
}
