import { InvalidInputError } from '../domain/errors.ts';
import { unusableAsKey } from '../domain/text.ts';

/** A path below a base URL, and the template it was made from, which is safe to show. */
export interface Path {
  readonly path: string;
  readonly route: string;
}

/**
 * Builds a path: `` path`v2/customers/${{ uuid }}` `` has the route `v2/customers/{uuid}`.
 *
 * Every interpolated value becomes exactly one segment, or a part of one: it is percent-encoded, and what encoding
 * cannot tame (`.`, `..`, nothing, lone surrogates) is an `InvalidInputError`.
 */
export function path(texts: TemplateStringsArray, ...values: readonly Record<string, string>[]): Path {
  let escaped = texts[0] ?? '';
  let route = escaped;
  for (let index = 0; index < values.length; index += 1) {
    const rest = texts[index + 1] ?? '';
    const value = values[index] as Readonly<Record<string, string>>;
    for (const name in value) {
      escaped += segment(name, value[name] ?? '') + rest;
      route += `{${name}}${rest}`;
    }
  }
  return { path: escaped, route };
}

function segment(name: string, text: string): string {
  const refusal = unusableAsKey(text);
  if (refusal)
    throw new InvalidInputError([{ path: [name], code: 'MALFORMED', message: `${name} ${refusal}.` }]);
  return encodeURIComponent(text);
}
