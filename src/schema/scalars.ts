import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

builder.scalarType('DateTime', {
  description: 'An instant as RFC 3339 with an explicit offset; always emitted in UTC.',
  specifiedByURL: 'https://scalars.graphql.org/chillicream/date-time.html',
  serialize: (value) => value.toISOString(),
  parseValue: toInstant,
});

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

function toInstant(value: unknown): Date {
  const date = typeof value === 'string' && rfc3339.test(value) ? new Date(value) : null;
  if (date && !Number.isNaN(date.getTime())) return date;
  throw new GraphQLError('A DateTime is an RFC 3339 text with an offset.');
}

builder.scalarType('URL', {
  description:
    'An absolute URL, RFC 3986: https, or http on a loopback host for an account of the SANDBOX environment. Only ever produced by this API, never accepted as input.',
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
    'A JSON string, number or boolean. Objects, lists and null are refused as input; a nested value that a provider already holds is given as its JSON text.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    throw new GraphQLError('A MetadataValue is a string, a number or a boolean.');
  },
});
