import type { ErasureName, ErasureStore, TaskChange } from './erasures.ts';

interface Kept {
  readonly tenant: string;
  readonly name: string;
  readonly head: string;
  readonly keptUntil: number;
  readonly tasks: (TaskChange & { readonly owner: string | null })[];
}

/** Keeps erasures as long as the process lives: what is not done when it ends is lost. */
export function createMemoryErasures(): ErasureStore & { readonly clear: () => void } {
  const erasures = new Map<string, Kept>();
  const keyOf = ({ tenant, name }: ErasureName): string => JSON.stringify([tenant, name]);
  const dueOf = (tenant: string) =>
    [...erasures.values()]
      .filter((erasure) => erasure.tenant === tenant)
      .flatMap(({ name, tasks }) =>
        tasks.flatMap(({ due, text }, place) =>
          due === null ? [] : [{ due, text, task: { tenant, name, place } }],
        ),
      )
      .toSorted((a, b) => a.due - b.due);

  return {
    isDurable: false,
    begin: async ({ tenant, name, head, tasks, now, keepMs }) => {
      for (const [key, { keptUntil }] of erasures) if (keptUntil <= now) erasures.delete(key);
      const key = keyOf({ tenant, name });
      if (erasures.has(key)) return false;
      const kept = tasks.map((text) => ({ text, due: now, owner: null }));
      erasures.set(key, { tenant, name, head, keptUntil: now + keepMs, tasks: kept });
      return true;
    },
    read: async ({ now, ...named }) => {
      const erasure = erasures.get(keyOf(named));
      if (!erasure || erasure.keptUntil <= now) return null;
      return { head: erasure.head, tasks: erasure.tasks.map(({ text, due }) => ({ text, due })) };
    },
    take: async ({ tenant, owner, now, leaseMs }) => {
      const [first] = dueOf(tenant);
      if (!first || first.due > now) return { task: null, nextDue: first?.due ?? null };
      const { task, text } = first;
      erasures.get(keyOf(task))?.tasks.splice(task.place, 1, { text, due: now + leaseMs, owner });
      return { task, text };
    },
    keep: async (task, owner, { text, due }) => {
      const tasks = erasures.get(keyOf(task))?.tasks;
      if (tasks?.[task.place]?.owner !== owner) return false;
      tasks.splice(task.place, 1, { text, due, owner });
      return true;
    },
    clear: () => erasures.clear(),
  };
}
