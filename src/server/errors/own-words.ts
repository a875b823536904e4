import type { GraphQLError } from 'graphql';

/** Only what GraphQL itself says is here: of the family in the domain every message is ours already. */
export function inOwnWords({ message, extensions }: GraphQLError, mayExplore: boolean): string {
  if (message.startsWith('Syntax Error')) return syntax(message);
  if (extensions['code'] === undefined) return execution(message);
  return withoutLongNumbers(mayExplore ? message : message.replace(/ Did you mean .*\?$/s, ''));
}

/** Keeps what the parser expected, which is ours, and drops what it found, which the caller wrote. */
function syntax(message: string): string {
  if (/^Syntax Error: Document contains more than \d+ tokens\. Parsing aborted\.$/.test(message))
    return message;
  const [, expected] = /^Syntax Error: Expected ("[^"]+"|\w+), found /.exec(message) ?? [];
  return expected
    ? `Syntax Error: Expected ${expected}, found something else.`
    : 'Syntax Error: This cannot be read.';
}

/** What is found out only while a document runs, such as a variable left out where an argument needs it. */
function execution(message: string): string {
  const [, argument] = /^Argument "(\w+)"/.exec(message) ?? [];
  return argument ? `The argument "${argument}" has no valid value.` : 'The document cannot be run.';
}

/** Names of a document are repeated, so that they can be found; a number in one need not be. */
function withoutLongNumbers(message: string): string {
  return message.replace(/\d{6,}/g, '…');
}
