/** Runs tasks of the same key one after another, in the order they came; those of other keys go on beside. */
export type Serial = <Result>(key: string, task: () => Promise<Result>) => Promise<Result>;

export function createSerial(): Serial {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, task) => {
    const before = tails.get(key) ?? Promise.resolve();
    const turn = before.then(task, task);
    tails.set(key, turn);
    try {
      return await turn;
    } finally {
      if (tails.get(key) === turn) tails.delete(key);
    }
  };
}

/** An order for each tenant that is asked for, the same one each time. */
export function createSerials(): (tenant: string) => Serial {
  const serials = new Map<string, Serial>();
  return (tenant) => {
    const serial = serials.get(tenant) ?? createSerial();
    serials.set(tenant, serial);
    return serial;
  };
}
