import type { GraphiQLOptions } from 'graphql-yoga';
import type { Fetch } from '../http/fetch.ts';
import { withCors } from './cors.ts';
import { withCsrf } from './csrf.ts';
import type { FetchFor } from './fetch-for.ts';
import { withGraphiql } from './graphiql.ts';
import { withMediaTypes } from './media-types.ts';
import { withMethods } from './methods.ts';
import { withParameters, type Parameters } from './parameters.ts';

export type { Parameters } from './parameters.ts';
export { withDefectsHidden } from './defects.ts';
export { refuse } from './refusal.ts';
export { requestIdOf } from './request-id.ts';
export { withSecurityHeaders } from './security-headers.ts';
export { useParameters } from './use-parameters.ts';

/** What a request is met with before anybody asks who sent it. */
export function withThreshold(
  fetch: Fetch,
  { origins, graphiql }: { readonly origins: readonly string[]; readonly graphiql: GraphiQLOptions | false },
): Fetch {
  return withCors(withMethods(withGraphiql(fetch, { graphiql })), { origins });
}

/** What a caller's request has to be for GraphQL to see it. */
export function withRequestRules<Arrival>(
  fetch: FetchFor<Arrival & { readonly parameters: Parameters }>,
  { bodyBytes }: { readonly bodyBytes: number },
): FetchFor<Arrival> {
  return withCsrf(withMediaTypes(withParameters(fetch, { bodyBytes })));
}
