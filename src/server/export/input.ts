import { InvalidInputError } from '../../domain/errors.ts';
import type { HeaderReader, HttpRequest } from '../../http/handle.ts';
import { readObject } from '../request/index.ts';

/** The ids that the body names. */
export async function readNames(request: HttpRequest, bodyBytes: number): Promise<readonly string[]> {
  const { customers, ...others } = await readObject(request, bodyBytes);
  if (Object.keys(others).length > 0) throw malformed([], 'The body may hold `customers` only.');
  if (!Array.isArray(customers)) throw malformed(['customers'], 'Name the customers in a list of ids.');
  const misplaced = customers.findIndex((id) => typeof id !== 'string');
  if (misplaced !== -1) throw malformed(['customers', String(misplaced)], 'An id is a text.');
  return customers;
}

function malformed(path: readonly string[], message: string): InvalidInputError {
  return new InvalidInputError([{ path, code: 'MALFORMED', message }]);
}

const types = {
  json: { extension: 'json', type: 'application/json' },
  html: { extension: 'html', type: 'text/html' },
} as const;

/** The page if it is asked for by name and JSON is not. */
export function typeWanted(headers: HeaderReader): (typeof types)[keyof typeof types] {
  const accepted = headers.get('accept') ?? '';
  return accepted.includes(types.html.type) && !accepted.includes(types.json.type) ? types.html : types.json;
}
