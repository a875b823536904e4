/** Reads one thing at a time, and each once, however often it is wanted. */
export interface SingleLoader<Key, Value> {
  readonly load: (key: Key) => Promise<Value>;
  /** Keeps what was read some other way, unless it is kept or being read already. */
  readonly prime: (key: Key, value: Value) => void;
  readonly clear: (key: Key) => void;
  readonly clearAll: () => void;
}

/** There is no batch that a fast key would have to wait for. `nameOf` gives the same name for the same thing. */
export function createSingleLoader<Key, Value>(
  read: (key: Key) => Promise<Value>,
  nameOf: (key: Key) => string,
): SingleLoader<Key, Value> {
  const known = new Map<string, Promise<Value>>();
  const keep = (name: string, value: Promise<Value>): Promise<Value> => {
    known.set(name, value);
    return value;
  };
  /** A read that throws is a promise that rejects, like any other read that fails. */
  const begin = (key: Key): Promise<Value> => {
    try {
      return read(key);
    } catch (error) {
      return Promise.reject(error);
    }
  };
  return {
    load: (key) => {
      const name = nameOf(key);
      return known.get(name) ?? keep(name, begin(key));
    },
    prime: (key, value) => {
      const name = nameOf(key);
      if (!known.has(name)) void keep(name, Promise.resolve(value));
    },
    clear: (key) => void known.delete(nameOf(key)),
    clearAll: () => known.clear(),
  };
}
