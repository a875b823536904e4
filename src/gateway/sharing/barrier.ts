/** Divides the reads of an account that began before a write from those that begin after it. */
export interface Barrier {
  /** To be called when a write begins, and when it has ended, before its caller has the outcome. */
  readonly raise: () => void;
  /** A greater number each time. */
  readonly height: () => number;
}

/** What is as high as the barriers of all accounts together; null if one of them shares nothing. */
export function barrierOver(
  accounts: readonly { readonly barrier?: Pick<Barrier, 'height'> }[],
): Pick<Barrier, 'height'> | null {
  const barriers = accounts.flatMap(({ barrier }) => barrier ?? []);
  if (barriers.length < accounts.length) return null;
  return { height: () => barriers.reduce((sum, { height }) => sum + height(), 0) };
}

export function createBarrier(): Barrier {
  let height = 0;
  return { raise: () => void (height += 1), height: () => height };
}

/** Gives the barrier of an account. */
export type BarrierOf = (tenant: string, account: string) => Barrier;

/** A barrier for each account that is asked for, the same one each time. */
export function createBarriers(): BarrierOf {
  const barriers = new Map<string, Barrier>();
  return (tenant, account) => {
    const name = JSON.stringify([tenant, account]);
    const barrier = barriers.get(name) ?? createBarrier();
    barriers.set(name, barrier);
    return barrier;
  };
}
