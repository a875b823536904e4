/** Who asks, as the verified credential says. */
export interface Caller {
  readonly tenant: string;
  readonly scopes: readonly string[];
}

/** Tells who sends a request; null where nobody may come in with it. */
export type Authenticate = (request: Request) => Promise<Caller | null>;

/** Lets everyone in as one caller. For test accounts on a loopback host only, which the configuration sees to. */
export function anonymous(caller: Caller): Authenticate {
  return () => Promise.resolve(caller);
}

/** Whether the caller was granted the scope, by name or with all others. */
export function hasScope({ scopes }: Caller, scope: string): boolean {
  return scopes.includes('*') || scopes.includes(scope);
}
