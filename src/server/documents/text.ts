import { hash as digestOf } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { refusal } from './refusals.ts';
import {
  namedDocument,
  type NamedDocument,
  type RequestParameters,
  type TrustedDocuments,
} from './trusted.ts';

/** The text of the document that a request asks to be run, sent along or named by its hash. */
export function textOf(
  request: { readonly url: string },
  parameters: RequestParameters & { readonly query?: string | undefined },
  trusted: TrustedDocuments,
): string {
  const named = namedDocument(request, parameters);
  const text = named ? (trusted.get(named.hash) ?? ownText(named, parameters.query)) : parameters.query;
  if (text !== undefined) return text;
  throw refusal('Must provide query string.', { status: 400, spec: true, headers: { allow: 'GET, POST' } });
}

/** The text that came along with a hash that is not trusted. Whether the caller may send any is asked later. */
function ownText({ hash, isAutomatic }: NamedDocument, query: string | undefined): string {
  if (!isAutomatic) throw refusal('The request names no document that is trusted here.', { status: 400 });
  if (!query) throw persistedQueryNotSupported();
  if (digestOf('sha256', query, 'hex') === hash) return query;
  const message = 'The hash is not that of the document, and no document with this hash is trusted here.';
  throw refusal(message, { status: 400 });
}

/** The words and the code that clients with automatic persisted queries know: they send the text then, and no hash. */
function persistedQueryNotSupported(): GraphQLError {
  return new GraphQLError('PersistedQueryNotSupported', {
    extensions: {
      code: 'PERSISTED_QUERY_NOT_SUPPORTED',
      retryable: false,
      http: { status: 400, spec: true },
    },
  });
}
