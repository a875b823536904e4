import { isBamboo } from '../emulators/bamboo/emulator.ts';
import type { Fetch } from '../http/fetch.ts';
import type { Sandbox } from './index.ts';

/** Records of the sandbox that examples speak of, by their ids. */
export interface Seeds {
  readonly changed: string;
  readonly deleted: string;
  /** A customer whose provider changes none. */
  readonly unchangeable: string;
  readonly paymentMethod: string;
  /** A customer whose provider registers payment methods. */
  readonly payer: string;
  /** One at a provider that erases payment methods, one at a provider that retains what it deletes. */
  readonly erased: readonly string[];
  /** Bamboo's id of a payment that waits to be paid. */
  readonly payment: string;
}

const query = `{
  bamboo: customer(by: { reference: { provider: BAMBOO, reference: "juan.perez@gmail.com" } }) { id }
  monri: customers(accounts: ["monri-1"], first: 3) { nodes { id } }
  paying: customers(accounts: ["banking-service"], first: 9) { nodes { id paymentMethods(first: 2) { nodes { id } } } }
}`;

interface Answer {
  readonly data: {
    readonly bamboo: { readonly id: string };
    readonly monri: Listed;
    readonly paying: {
      readonly nodes: readonly { readonly id: string; readonly paymentMethods: Listed }[];
    };
  };
}

interface Listed {
  readonly nodes: readonly { readonly id: string }[];
}

/** Asks the sandbox's own graph which records there are, and has a payment wait. */
export async function plantSeeds(graph: Fetch, { emulators }: Sandbox): Promise<Seeds> {
  const { data }: Answer = await (await graph(asking())).json();
  const [changed, deleted, retained] = data.monri.nodes;
  const [detaching, erased] = data.paying.nodes.filter(
    ({ paymentMethods }) => paymentMethods.nodes.length > 1,
  );
  const bamboo = emulators.map(({ emulator }) => emulator).find(isBamboo);
  return {
    changed: changed?.id ?? '',
    deleted: deleted?.id ?? '',
    unchangeable: data.bamboo.id,
    // Deleting one leaves another to be seen.
    paymentMethod: detaching?.paymentMethods.nodes[0]?.id ?? '',
    payer: data.paying.nodes[0]?.id ?? '',
    erased: [erased, retained].flatMap((one) => (one ? [one.id] : [])),
    payment: bamboo?.seedPayment({ validForMinutes: 24 * 60 }) ?? '',
  };
}

function asking(): Request {
  return new Request('http://sandbox.invalid/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
}
