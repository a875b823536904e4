import { searchOf, type HandleFor, type HttpRequest } from '../../http/handle.ts';
import { isObject, readObject } from './body.ts';
import { malformed, parseJson } from './json.ts';
import { refuse, RefusedError } from './refusal.ts';

/** What a request asks of GraphQL. */
export interface Parameters {
  readonly query?: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
  readonly documentId?: string;
}

const kinds: Readonly<Record<keyof Parameters, 'string' | 'object'>> = {
  query: 'string',
  operationName: 'string',
  variables: 'object',
  extensions: 'object',
  documentId: 'string',
};

/**
 * Reads what a request asks, once, and refuses what cannot be read: a body of more than `bodyBytes`, counted as it
 * arrives; anything but UTF-8 and JSON; lists of requests; parameters that GraphQL over HTTP does not have.
 */
export function withParameters<Info>(
  handle: HandleFor<Info & { readonly parameters: Parameters }>,
  { bodyBytes }: { readonly bodyBytes: number },
): HandleFor<Info> {
  return async (request, info) => {
    try {
      const parameters =
        request.method === 'GET' ? fromUrl(request) : check(await readObject(request, bodyBytes));
      return await handle(request, { ...info, parameters });
    } catch (error) {
      if (error instanceof RefusedError) return refuse(request, error.refusal);
      throw error;
    }
  };
}

function fromUrl(request: HttpRequest): Parameters {
  const search = searchOf(request);
  const found = Object.entries(kinds).flatMap(([name, kind]) => {
    const text = search.get(name);
    if (text === null || text === '') return [];
    return [[name, kind === 'object' ? parseJson(text, `The parameter "${name}"`) : text] as const];
  });
  return check(Object.fromEntries(found));
}

function check(value: Readonly<Record<string, unknown>>): Parameters {
  let hasNull = false;
  for (const name of Object.keys(value)) {
    if (!isParameter(name)) throw malformed(`The body may hold ${Object.keys(kinds).join(', ')} only.`);
    const given = value[name];
    if (given === null) {
      hasNull = true;
      continue;
    }
    const isRight = kinds[name] === 'object' ? isObject(given) : typeof given === 'string';
    if (!isRight) throw malformed(`The parameter "${name}" must be of the type ${kinds[name]}.`);
  }
  return hasNull ? Object.fromEntries(Object.entries(value).filter(([, given]) => given !== null)) : value;
}

function isParameter(name: string): name is keyof Parameters {
  return Object.hasOwn(kinds, name);
}
