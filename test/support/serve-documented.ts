import { z } from 'zod';
import type { Documented } from './documented-payloads.ts';
import type { RunningGraph } from './graph.ts';
import { readPayload } from './payloads.ts';

/** One that a provider could have given out, for a payload without a key. */
const anyKey = '3f1c9a52-7d64-4b0e-9c3a-5e8f2b6d1a70';

/** What names a record, in the words of each vendor. */
const namedRecord = z.object({
  uuid: z.string().optional(),
  id: z.string().optional(),
  customer: z.object({ identifier: z.string().optional() }).optional(),
});

/** Lets a provider answer with its documented payloads, or with others in their places; gives the key of the customer. */
export function serveDocumented(
  graph: RunningGraph,
  one: Documented,
  payloads: Readonly<Record<string, unknown>> = {},
): string {
  graph.fail(one.provider, ({ url }) => {
    const route = one.routes.find(([path]) => path.test(new URL(url).pathname));
    if (!route) return null;
    const [, name, around = (payload) => payload] = route;
    const body = JSON.stringify(around(payloads[name] ?? readPayload(one.folder, name)));
    return { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body };
  });
  return keyServed(one, payloads);
}

/** An answer about another customer than this is refused. */
function keyServed({ folder, routes }: Documented, payloads: Readonly<Record<string, unknown>>): string {
  const [, name = '', around = (payload: unknown) => payload] =
    routes.find(([path]) => path.test('/v2/customers/x') || path.test('/v2/customer/x')) ?? [];
  const served = namedRecord.safeParse(around(payloads[name] ?? readPayload(folder, name))).data;
  return served?.uuid ?? served?.id ?? served?.customer?.identifier ?? anyKey;
}
