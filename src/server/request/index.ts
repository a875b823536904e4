import type { Handle, HandleFor } from '../../http/handle.ts';
import { withCors } from './cors.ts';
import { withCsrf } from './csrf.ts';
import { withDefectsHidden } from './defects.ts';
import { withGraphiql, type GraphiqlPage } from './graphiql/index.ts';
import { withMediaTypes } from './media-types.ts';
import { withMethods } from './methods.ts';
import { withParameters, type Parameters } from './parameters.ts';
import { withTimeLimit, type TimeLimit } from './time-limit.ts';

export type { Example, GraphiqlPage } from './graphiql/index.ts';
export { logo } from './graphiql/logo.ts';
export { isAmong } from './cors.ts';
export type { Parameters } from './parameters.ts';
export { createClientAddress, type ClientAddress } from '../../http/client-address.ts';
export { withDefectsHidden } from './defects.ts';
export { readObject } from './body.ts';
export { refuse, RefusedError, type Refusal } from './refusal.ts';
export { withCors } from './cors.ts';
export { withTimeLimit } from './time-limit.ts';
export { withSecurePages, withSecurityHeaders } from './security-headers.ts';
export { answerTypeFor, isReadable, eventStream, takesEvents } from './media-types.ts';

interface ChecksBeforeAuthentication {
  readonly origins: readonly string[];
  readonly graphiql: GraphiqlPage | false;
  readonly report: (error: unknown) => void;
}

/** The checks that a request passes before authentication. */
export function withChecksBeforeAuthentication(
  handle: Handle,
  { origins, graphiql, report }: ChecksBeforeAuthentication,
): Handle {
  // A defect's answer is read by pages too.
  const answered = withDefectsHidden(withMethods(withGraphiql(handle, { graphiql })), report);
  return withCors(answered, { origins });
}

interface RequestRules {
  readonly bodyBytes: number;
  readonly requestTimeoutMs: number;
}

/** What is known of a request that GraphQL may see. */
export interface Readable extends TimeLimit {
  readonly parameters: Parameters;
}

/** What a caller's request has to be for GraphQL to see it. */
export function withRequestRules<Info>(
  handle: HandleFor<Info & Readable>,
  rules: RequestRules,
): HandleFor<Info> {
  const read = withParameters<Info & TimeLimit>(handle, rules);
  return withCsrf(withMediaTypes(withTimeLimit<Info>(read, rules)));
}
