import { GraphQLError } from 'graphql';
import { instantText } from '../../domain/instant-text.ts';
import { parseInstant } from '../../providers/shared/instant.ts';
import { builder } from '../../builder/builder.ts';

builder.scalarType('DateTime', {
  description:
    'An instant as RFC 3339 with an explicit offset; always emitted in UTC. One that no calendar or clock shows, such as 30 February or 24:00, is refused.',
  specifiedByURL: 'https://scalars.graphql.org/chillicream/date-time.html',
  serialize: instantText,
  parseValue: toInstant,
});

function toInstant(value: unknown): Date {
  const date = typeof value === 'string' ? parseInstant(value) : null;
  if (date) return date;
  throw new GraphQLError('A DateTime is an RFC 3339 text with an offset.');
}

builder.scalarType('URL', {
  description:
    'An absolute URL, RFC 3986: https, or http for an account of the SANDBOX environment. Only ever produced by this API, never accepted as input.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3986',
  serialize: String,
  parseValue: () => {
    throw new GraphQLError('A URL is not accepted as input.');
  },
});

builder.scalarType('CountryCode', {
  description:
    'Two upper-case letters, ISO 3166-1 alpha-2. Only emitted after normalisation; the raw provider text stays available beside it.',
  specifiedByURL: 'https://www.iso.org/iso-3166-country-codes.html',
  serialize: String,
  parseValue: () => {
    throw new GraphQLError('A CountryCode is not accepted as input.');
  },
});

builder.scalarType('MetadataValue', {
  description:
    'A JSON string, number or boolean. Objects, lists and null are refused as input, and so are whole numbers beyond ±9007199254740991 and numbers that are too large to hold: send those as text. Of what a provider already holds, a nested value is given as its JSON text, and a number that a double cannot hold exactly as its digits, a string.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return toSafeNumber(value);
    throw new GraphQLError('A MetadataValue is a string, a number or a boolean.');
  },
});

/** Refuses integers that JavaScript cannot hold exactly: they may have changed on arrival, and would be stored so. */
function toSafeNumber(value: number): number {
  if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
  throw new GraphQLError('A MetadataValue is no number that a double cannot hold; send it as text.');
}
