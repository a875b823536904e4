import { digest, createIds } from '../../src/gateway/ids.ts';
import { sign } from '../../src/providers/monri/auth.ts';
import { Secret } from '../../src/redaction/secret.ts';
import type { PaymentMethod } from './paths.ts';

const ids = createIds([Buffer.alloc(32, 7)], 'acme');

/** The key of a customer that an id of this peer names; empty if it names none. */
export function keyOfSealed(id: string): string {
  const opened = ids.open(id);
  return opened?.type === 'Customer' ? opened.key : '';
}

/** What vaultgraph may not leave out, by its own code: ids sealed and opened, and Monri's calls signed. */
export async function createSealing() {
  const keys = {
    merchantKey: new Secret({ text: 'merchant-key' }),
    authenticityToken: new Secret({ text: 'authenticity-token' }),
    behaviour: { signedPath: 'with query', timestampUnit: 'seconds' } as const,
  };
  const customer = (key: string) => ids.seal({ type: 'Customer', account: 'monri', key });
  return {
    customers: (all: readonly string[]) => all.map(customer),
    methods: (all: readonly PaymentMethod[]) =>
      all.map(({ customer_uuid: customerKey, id }) =>
        ids.seal({ type: 'PaymentMethod', account: 'monri', customerKey, key: digest(id) }),
      ),
    // The bodies of the load name keys: each is sealed and opened, one sealing more than the answer needs.
    open: (all: readonly string[]) => all.map((key) => keyOfSealed(customer(key))),
    sign: (path: string) => sign({ url: `http://127.0.0.1${path}`, body: null }, keys, new Date()),
  };
}
