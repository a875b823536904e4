import { useQuery } from 'urql';
import { scopesQuery } from '../customer/documents.ts';

export type Scope =
  | 'vault:customer:read'
  | 'vault:customer:pii'
  | 'vault:customer:find'
  | 'vault:customer:write'
  | 'vault:payment-method:read'
  | 'vault:payment-method:delete'
  | 'vault:link:create'
  | 'vault:explore'
  | 'vault:export'
  | 'vault:erase';

/** What the person who is signed in may do. */
export interface Scopes {
  /** Whether something that takes these is offered. If the graph cannot say, it is: the graph itself refuses what may not be done. */
  readonly may: (...needed: readonly Scope[]) => boolean;
  /** Those of them that are known to be lacking. */
  readonly lacking: (needed: readonly Scope[]) => readonly Scope[];
}

export function useScopes(): Scopes {
  const [{ data, error }] = useQuery({ query: scopesQuery });
  const granted = data?.viewer?.scopes ?? null;
  const lacking = (needed: readonly Scope[]) =>
    granted && !granted.includes('*') ? needed.filter((scope) => !granted.includes(scope)) : [];
  return {
    may: (...needed) => (granted ? lacking(needed).length === 0 : Boolean(error)),
    lacking,
  };
}
