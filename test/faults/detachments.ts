import { isDeepStrictEqual } from 'node:util';
import { definitions } from '../../src/providers/definitions.ts';
import type { RunningGraph } from '../support/graph.ts';
import { recording } from '../../src/testing/support/exchange.ts';
import { connectTo, createCall, noFilter } from '../../src/testing/support/vault.ts';
import { trialDetach, trialMethods } from './operations.ts';
import { behind, once } from './provider.ts';
import { insist, post, type Kind } from './trial.ts';

const provider = 'BANKING_SERVICE';

/** Detaching a customer's only payment method. */
export const detaching: Kind = {
  name: 'deletePaymentMethod at BANKING_SERVICE',
  isCreation: false,
  open: (graph) => {
    const { create, read } = behind(graph, provider).accountOf(0);
    const { list, keep } = methodsAt(graph);
    return async (mark) => {
      const before = await create({ email: `${mark}@example.com`, firstName: 'Ana' });
      const customerId = before.key;
      await keep(customerId);
      const id = await insist(async () => {
        const { data } = await graph.query(trialMethods, { customerId });
        const [method] = data?.customer?.paymentMethods?.nodes ?? [];
        if (!method) throw new Error('The payment method is not there.');
        return method.id;
      });
      return {
        names: [customerId],
        send: (idempotencyKey, signal) =>
          post(graph.url, trialDetach, { input: { id, idempotencyKey } }, signal),
        look: async () => {
          const isWhole = isDeepStrictEqual(await read(customerId), before);
          return { times: 1 - (await list(customerId)), isWhole };
        },
      };
    };
  },
};

/** The payment methods that the provider keeps, which no ability of ours can add. */
function methodsAt({ emulators }: RunningGraph) {
  const definition = definitions.get(provider);
  const running = emulators.find((candidate) => candidate.provider === provider);
  if (!definition || !running) throw new Error(`There is no provider ${provider}.`);
  const { emulator } = running;
  const { fetch, sent } = recording(emulator.fetch);
  const { vault } = connectTo(definition, emulator, { fetch });
  const signedHeaders = once(async () => {
    await vault.listCustomers?.({ from: null, limit: 1 }, noFilter, createCall());
    return sent.at(-1);
  });
  return {
    list: async (customerKey: string) => {
      const page = await vault.listPaymentMethods?.(customerKey, { from: null, limit: 5 }, createCall());
      return page?.items.length ?? 0;
    },
    keep: async (customerKey: string) => {
      const signed = await signedHeaders();
      const base = (signed?.url ?? '').replace(/\?.*$/, '');
      const response = await emulator.fetch(
        new Request(`${base}/${customerKey}/payment-methods`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: signed?.headers.get('authorization') ?? '',
          },
          body: JSON.stringify({ method: 'openbanking', reference: customerKey }),
        }),
      );
      if (!response.ok) throw new Error(`The payment method was refused with ${response.status}.`);
    },
  };
}
