import { RefusedError } from './refusal.ts';

/** How deep objects and lists may lie in one another. */
const maximumDepth = 32;

/** The text that the bytes are in UTF-8; `what` names it where it is refused. */
export function decode(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed(`${what} must be UTF-8.`);
  }
}

/** The value that the text is in JSON; `what` names it where it is refused, and nothing of it is repeated. */
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

/** Counts brackets outside of texts, so that nothing is parsed that is too deep. */
function isDeeperThan(json: string, maximum: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (character === '"') isInText = !isInText;
    else if (isInText && character === '\\') index += 1;
    else if (isInText) continue;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > maximum) return true;
  }
  return false;
}
