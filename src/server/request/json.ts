import { RefusedError } from './refusal.ts';

/** How deep objects and lists may lie in one another. */
const maximumDepth = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text that the bytes are in UTF-8; `what` names it if it is refused. */
export function decode(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw malformed(`${what} must be UTF-8.`);
  }
}

/** The value that the text is in JSON; `what` names it if it is refused, and nothing of it is repeated. */
export function parseJson(text: string, what: string): unknown {
  if (isDeeperThan(text, maximumDepth)) {
    throw malformed(`${what} must not be nested deeper than ${maximumDepth} levels.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(`${what} must be JSON.`);
  }
}

/** A request that cannot be understood. */
export function malformed(message: string): RefusedError {
  return new RefusedError({ status: 400, code: 'INVALID_INPUT', message });
}

const [quote, backslash, brace, braceEnd, bracket, bracketEnd] = Buffer.from('"\\{}[]');

/** Counts brackets outside of texts, so that nothing is parsed that is too deep. */
function isDeeperThan(json: string, maximum: number): boolean {
  let depth = 0;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code === quote) index = endOfText(json, index);
    else if (code === brace || code === bracket) depth += 1;
    else if (code === braceEnd || code === bracketEnd) depth -= 1;
    if (depth > maximum) return true;
  }
  return false;
}

/** Where the text ends that begins at an index: at the next quotation mark that is not escaped. */
function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end;
}

function isEscaped(json: string, index: number): boolean {
  let slashes = 0;
  while (json.charCodeAt(index - 1 - slashes) === backslash) slashes += 1;
  return slashes % 2 === 1;
}
