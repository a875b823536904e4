import { GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { nestingOf } from './documents/nesting.ts';
import { refusal } from './documents/refusals.ts';
import type { DocumentLimits } from './documents/rules.ts';
import { limitShape } from './documents/shape.ts';
import { useQuietRules } from './errors/quiet-errors.ts';

/** A document that could be parsed, and why it cannot be run, if it cannot. */
export interface Read {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

/** Brackets in brackets. Parsers go into each of them, so that thousands would use up the stack. */
const maximumNesting = 64;

/** Reads documents through yoga's pipeline: parsed and validated, within the limits. Throws what cannot be parsed. */
export function createReader(schema: GraphQLSchema, limits: DocumentLimits): (text: string) => Read {
  const { getEnveloped } = createYoga({
    schema,
    logging: false,
    graphiql: false,
    // Documents are kept with all that is known of them.
    parserAndValidationCache: false,
    plugins: [useQuietRules(), useLimits(limits)],
  });
  return (text) => {
    if (nestingOf(text) > maximumNesting) {
      throw refusal(`The document is nested more than ${maximumNesting} deep.`, { status: 400 });
    }
    const { parse, validate } = getEnveloped({});
    const document: DocumentNode = parse(text);
    return { document, errors: validate(schema, document) };
  };
}

function useLimits(limits: DocumentLimits): Plugin {
  const shape = limitShape(limits);
  const maxTokens = limits.tokens;
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, parsing) =>
        countingTokens(() => parseFn(source, { ...parsing, maxTokens }), maxTokens),
      );
    },
    onValidate({ addValidationRule }) {
      addValidationRule(shape);
    },
  };
}

/** Says in our own words that a document is too long; every other complaint stays the parser's. */
function countingTokens<Parsed>(parse: () => Parsed, maximum: number): Parsed {
  try {
    return parse();
  } catch (error) {
    const isTooLong = error instanceof GraphQLError && / tokens. Parsing aborted/.test(error.message);
    if (!isTooLong) throw error;
    const { source, positions } = error;
    throw refusal(
      `The document has more than ${maximum} tokens.`,
      { status: 400, spec: true },
      { source, positions },
    );
  }
}
