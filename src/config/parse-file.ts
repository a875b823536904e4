import { parse, printParseErrorCode, type ParseError, type ParseErrorCode } from 'jsonc-parser';
import { ConfigError, type ConfigMistake } from './mistake.ts';

/** The value that a file's text is in JSON. A byte order mark at its start, as some editors write, is skipped. */
export function parseFile(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch {
    throw new ConfigError([firstMistake(json)]);
  }
}

/** Says where the first mistake is, and of what kind; never what stands there, which may be a secret. */
function firstMistake(json: string): ConfigMistake {
  const errors: ParseError[] = [];
  parse(json, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [first] = errors;
  if (!first) return { path: '', message: 'is not JSON.' };
  const lines = json.slice(0, first.offset).split(/\r\n|\r|\n/);
  const place = `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
  return { path: '', message: `is not JSON: ${place}: ${toSentence(first.error)}.` };
}

const sentences: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a text, number, true, false, null, { or [ is expected; texts need double quotes',
  InvalidNumberFormat: 'the number cannot be read',
  PropertyNameExpected:
    'the name of a setting in double quotes is expected; after the last one there is no comma',
  ValueExpected: 'a value is expected; after the last one there is no comma',
  ColonExpected: 'a colon is expected',
  CommaExpected: 'a comma is expected before this',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'the file should end before this',
  InvalidCommentToken: 'comments are not allowed',
  UnexpectedEndOfString: 'the text does not end on its line',
  InvalidEscapeCharacter: 'a backslash in a text must be written as two',
  InvalidUnicode: 'an escape \\u needs four hexadecimal digits',
  InvalidCharacter: 'a control character must be written as an escape',
};

function toSentence(error: ParseErrorCode): string {
  return sentences[printParseErrorCode(error)] ?? 'this cannot be read';
}
