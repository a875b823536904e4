import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { searchOf } from '../../http/handle.ts';

/** The documents that need no `vault:explore`, by their SHA-256 in lower-case hex. */
export type TrustedDocuments = ReadonlyMap<string, string>;

export const noDocuments: TrustedDocuments = new Map();

const wireManifest = z.record(z.string().regex(/^(sha256:)?[0-9a-f]{64}$/), z.string().min(1));

/** Reads a manifest; throws a sentence that says what to do if it is not one, or if a hash does not belong to its document. */
export function readTrustedDocuments(path: string): TrustedDocuments {
  const documents = Object.entries(parseManifest(path)).map(
    ([identifier, document]) => [toHash(identifier), document] as const,
  );
  for (const [hash, document] of documents) {
    if (createHash('sha256').update(document).digest('hex') === hash) continue;
    throw new Error(
      `The manifest ${path} has a hash that is not its document's: ${hash}. Generate it again.`,
    );
  }
  return new Map(documents);
}

/** The hash in a document identifier; GraphQL over HTTP puts the name of the algorithm before it. */
function toHash(identifier: string): string {
  return identifier.replace(/^sha256:/, '');
}

function parseManifest(path: string): Readonly<Record<string, string>> {
  try {
    return wireManifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const message = `The manifest ${path} must be a JSON object of documents by their SHA-256 in hex.`;
    throw new Error(message, { cause });
  }
}

/** A document as a request names it. */
export interface NamedDocument {
  readonly hash: string;
  /** Whether it is named as clients with automatic persisted queries do, who send the text if the hash is not known. */
  readonly isAutomatic: boolean;
}

/** The document that a request names by its hash; null if it names none. */
export function namedDocument(
  request: { readonly url: string },
  parameters: RequestParameters,
): NamedDocument | null {
  const persisted = parameters.extensions?.['persistedQuery'];
  const fromExtensions =
    typeof persisted === 'object' && persisted !== null && 'sha256Hash' in persisted
      ? persisted.sha256Hash
      : null;
  const fromUrl = searchOf(request).get('documentId');
  const named = fromExtensions ?? parameters.documentId ?? fromUrl;
  return typeof named === 'string'
    ? { hash: toHash(named), isAutomatic: typeof fromExtensions === 'string' }
    : null;
}

/** What a request brings, as far as it matters here. */
export interface RequestParameters {
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  readonly documentId?: unknown;
}
