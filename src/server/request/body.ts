import type { HttpRequest } from '../../http/handle.ts';
import { decode, malformed, parseJson } from './json.ts';
import { RefusedError } from './refusal.ts';

/** The JSON object that a body is; throws a `RefusedError` for any other, and for one of more than `bodyBytes`. */
export async function readObject(
  request: HttpRequest,
  bodyBytes: number,
): Promise<Readonly<Record<string, unknown>>> {
  const bytes = await request.body.read(bodyBytes);
  if (!bytes) {
    const message = `The body must not be larger than ${bodyBytes} bytes.`;
    throw new RefusedError({ status: 413, code: 'INVALID_INPUT', message });
  }
  const value = parseJson(decode(bytes, 'The body'), 'The body');
  if (Array.isArray(value)) throw malformed('The body must be one request; lists of them are not taken.');
  if (!isObject(value)) throw malformed('The body must be a JSON object.');
  return value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
