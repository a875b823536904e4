import { createHmac, hkdfSync } from 'node:crypto';

/** How a kept print stands to an input. `UNREADABLE` if it was made under a key that is not known any more. */
export type Likeness = 'SAME' | 'OTHER' | 'UNREADABLE';

/** Keyed digests of inputs: a stored one gives nothing away. Each names the key it was made under. */
export interface InputPrints {
  readonly make: (input: unknown) => string;
  readonly compare: (print: string, input: unknown) => Likeness;
}

/** The first secret makes prints, all of them compare. */
export function createPrints(secrets: readonly [Uint8Array, ...Uint8Array[]], tenant: string): InputPrints {
  const [making, ...others] = secrets.map((secret) => createPrinter(secret, tenant)) as [
    Printer,
    ...Printer[],
  ];
  return {
    make: making.print,
    compare: (print, input) => {
      const printer = [making, ...others].find(({ name }) => print.startsWith(`${name}.`));
      if (!printer) return 'UNREADABLE';
      return printer.print(input) === print ? 'SAME' : 'OTHER';
    },
  };
}

interface Printer {
  readonly name: string;
  readonly print: (input: unknown) => string;
}

function createPrinter(secret: Uint8Array, tenant: string): Printer {
  const key = Buffer.from(hkdfSync('sha256', secret, tenant, 'vaultgraph print', 32));
  const name = Buffer.from(hkdfSync('sha256', secret, tenant, 'vaultgraph print name', 6)).toString(
    'base64url',
  );
  return {
    name,
    print: (input) => `${name}.${createHmac('sha256', key).update(canonical(input)).digest('base64url')}`,
  };
}

/** The same text for the same input, in whatever order its keys came. */
function canonical(input: unknown): string {
  return JSON.stringify(input, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
