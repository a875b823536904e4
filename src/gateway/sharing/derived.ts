/** Gives what is derived from a page and other parts. Requests that share all of them share it, too. */
export type Derived<Value> = (page: object, parts: readonly unknown[], derive: () => Value) => Value;

/** Keeps the last that was derived from a page, for as long as the page is there. */
export function createDerived<Value>(): Derived<Value> {
  const kept = new WeakMap<object, { readonly parts: readonly unknown[]; readonly value: Value }>();
  return (page, parts, derive) => {
    const found = kept.get(page);
    if (found?.parts.every((part, index) => part === parts[index]) === true) return found.value;
    const value = derive();
    kept.set(page, { parts, value });
    return value;
  };
}
