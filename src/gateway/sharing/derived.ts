/** Gives what is derived from a page and other parts. Requests that share all of them share it, too. */
export type Derived<Value> = (page: object, parts: readonly unknown[], derive: () => Value) => Value;

interface Kept<Value> {
  readonly parts: readonly unknown[];
  readonly value: Value;
}

/**
 * Keeps the last that was derived from a page, for as long as the page is there. It is kept on the page itself: every entry of
 * a weak map costs the garbage collector more than deriving does.
 */
export function createDerived<Value>(): Derived<Value> {
  const kept = Symbol('derived');
  return (page: { [kept]?: Kept<Value> }, parts, derive) => {
    const found = page[kept];
    if (found?.parts.every((part, index) => part === parts[index]) === true) return found.value;
    const value = derive();
    page[kept] = { parts, value };
    return value;
  };
}
