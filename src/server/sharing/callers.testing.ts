import { randomUUID } from 'node:crypto';
import { accountWith } from '../../../test/support/account.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Caller } from '../../access/caller.ts';
import { createBarrier } from '../../gateway/sharing/barrier.ts';
import { fencingWrites } from '../../gateway/sharing/fencing-writes.ts';
import { sharingReads } from '../../gateway/sharing/sharing-reads.ts';
import { createHeldProvider, type Request } from '../../gateway/sharing/vault.testing.ts';
import { createTenant } from '../../gateway/tenant.ts';
import type { HttpRequest } from '../../http/handle.ts';
import type { Vault } from '../../port.ts';
import { createMemoryStore } from '../../store/memory.ts';
import { createServer } from '../server.ts';

const account = 'shop';
const requestTimeoutMs = 1000;

/** Two credentials of one tenant, one of them with fewer scopes in another token, and one of another tenant. */
const callers: readonly Caller[] = [
  { tenant: 'acme', scopes: ['*'], subject: 'one' },
  { tenant: 'acme', scopes: ['*'], subject: 'two' },
  { tenant: 'acme', scopes: ['vault:explore', 'vault:customer:read'], subject: 'one' },
  { tenant: 'other', scopes: ['*'], subject: 'one' },
];

/** A query that was asked, and what may still become of it. */
export interface Asked {
  readonly isOver: () => boolean;
  readonly leave: () => void;
  readonly mayWait: () => boolean;
  /** Whether a request to a provider may be for it. */
  readonly needs: (request: Held) => boolean;
}

/** A request to the provider of a tenant. */
type Held = Request & { readonly tenant: string };

interface Choice {
  readonly who: number;
  readonly key: string;
}

interface Timed extends Choice {
  readonly forMs: number;
}

interface Sending {
  readonly signal: AbortSignal;
  /** Is called when the time of the request begins. */
  readonly begun: () => void;
}

const unending: Sending = { signal: new AbortController().signal, begun: () => undefined };

const query = `query ($id: ID!) { viewer { tenant credential scopes }
  customer(by: { id: $id }) { email phone company } }`;
const update = `mutation ($id: ID!) { updateCustomer(input: { id: $id, patch: { company: "Acme" } }) {
  __typename ... on UpdateCustomerSuccess { customer { email } } } }`;

/** What was acknowledged to callers of one tenant. */
function createTenantWith(id: string) {
  const { vault, requests, next } = createHeldProvider();
  const barrier = createBarrier();
  const origin = { provider: 'MONRI', account };
  // Each tenant's records say whose they are.
  const marking = (customer: Customer): Customer => Object.assign({}, customer, { company: id });
  const marked: Vault = {
    ...vault,
    getCustomer: async (...asked) => marking(await vault.getCustomer(...asked)),
    getCustomers: async (...asked) => (await vault.getCustomers(...asked)).map(marking),
  };
  const sharing = sharingReads(fencingWrites(marked, barrier), {
    origin,
    barrier,
    onShared: () => undefined,
  });
  const tenant = createTenant({
    id,
    accounts: [{ ...accountWith(account, sharing), barrier }],
    secrets: [Buffer.alloc(32, 1)],
    store: createMemoryStore(),
    requestTimeoutMs,
  });
  const held = () => requests.map((request) => Object.assign(Object.create(request), { tenant: id }) as Held);
  return { tenant, held, next, acknowledged: new Map<string, number>(), lastWrite: 0 };
}

/** A server of two tenants over providers that do nothing of themselves, and a judge of its answers. */
export async function startCallers() {
  const tenants = new Map(['acme', 'other'].map((id) => [id, createTenantWith(id)]));
  const wrong: string[] = [];
  let shared = 0;
  const { handle } = await createServer({
    tenants: new Map([...tenants].map(([id, { tenant }]) => [id, tenant])),
    authenticate: async ({ headers }) => structuredClone(callers[Number(headers.get('x-caller'))] ?? null),
    requestTimeoutMs,
    graphiql: false,
    report: (error) => wrong.push(`a defect: ${String(error)}`),
    documents: {
      budget: { spend: async () => ({ isEnough: true, limit: 1, remaining: 1, resetAt: new Date(0) }) },
    },
    metrics: { document: () => undefined, sharedAnswer: () => void (shared += 1) },
  });

  const send = async (choice: Timed, text: string, { signal, begun }: Sending) => {
    const tenant = callers[choice.who]?.tenant ?? '';
    const id = tenants.get(tenant)?.tenant.ids.seal({ type: 'Customer', account, key: choice.key });
    const answer = await handle(requestOf(choice, { query: text, variables: { id } }, { signal, begun }));
    return JSON.parse(String(answer.body));
  };

  return {
    wrong,
    shared: () => shared,
    requests: () => [...tenants.values()].flatMap(({ held }) => held()),
    query: (choice: Timed): Asked => {
      const { who, key, forMs } = choice;
      const caller = callers[who] as Caller;
      const of = tenants.get(caller.tenant);
      if (!of) throw new Error('There is no such tenant.');
      const controller = new AbortController();
      let deadline = Infinity;
      let isOver = false;
      const mayWait = (): boolean => !controller.signal.aborted && performance.now() < deadline;
      const failures = (): number =>
        of.held().filter(({ keys, hasFailed }) => keys?.includes(key) === true && hasFailed()).length;
      const before = failures();
      const asked = { caller, atLeast: of.acknowledged.get(key) ?? 0, notBefore: of.lastWrite };
      const begun = (): void => void (deadline = performance.now() + forMs);
      void send(choice, query, { signal: controller.signal, begun }).then((answer: Answer) => {
        isOver = true;
        const mayFail = !mayWait() || failures() > before;
        if (answer.data.customer || !mayFail) wrong.push(...mistakesIn(answer, asked));
      });
      return {
        isOver: () => isOver,
        leave: () => controller.abort(),
        mayWait,
        needs: ({ tenant, keys }) => tenant === caller.tenant && keys?.includes(key) === true,
      };
    },
    write: ({ who, key }: Choice): void => {
      const of = tenants.get(callers[who]?.tenant ?? '');
      if (!of) throw new Error('There is no such tenant.');
      void send({ who, key, forMs: requestTimeoutMs }, update, unending).then(({ data }) => {
        const version = Number(data.updateCustomer?.customer?.email);
        if (!(version > 0)) return;
        of.lastWrite = of.next();
        of.acknowledged.set(key, version);
      });
    },
  };
}

interface Answer {
  readonly data: {
    readonly viewer: Pick<Caller, 'tenant' | 'scopes'> & { readonly credential: string };
    readonly customer: Readonly<Record<'email' | 'phone' | 'company', string | null>> | null;
  };
  readonly errors?: readonly unknown[];
}

interface Expected {
  readonly caller: Caller;
  /** The newest version of which a write was acknowledged when the query began, and when that was. */
  readonly atLeast: number;
  readonly notBefore: number;
}

/** What must not be in the answer to a caller. */
function mistakesIn(
  { data: { viewer, customer }, errors = [] }: Answer,
  { caller, atLeast, notBefore }: Expected,
): readonly string[] {
  const isPersonal = caller.scopes.includes('*');
  const { company, email, phone } = customer ?? {};
  const mistakes: Readonly<Record<string, boolean>> = {
    'a failure of another caller': !customer,
    'another caller': viewer.tenant !== caller.tenant || viewer.credential !== caller.subject,
    'scopes of another caller': String(viewer.scopes) !== String(caller.scopes),
    'errors of another caller': isPersonal && errors.length > 0,
    'no errors, although a field is closed': !isPersonal && errors.length === 0,
    'a field that the caller may not see': !isPersonal && email !== null,
    'a customer of another tenant': isPersonal && company !== caller.tenant,
    'not what a write before it changed': isPersonal && Number(email) < atLeast,
    'what was read before a write': isPersonal && Number(phone) < notBefore,
  };
  return Object.keys(mistakes).filter((mistake) => mistakes[mistake]);
}

function requestOf({ who, forMs }: Timed, body: object, { signal, begun }: Sending): HttpRequest {
  const headers = new Headers({
    'content-type': 'application/json',
    'x-caller': String(who),
    'x-request-timeout-ms': String(forMs),
  });
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    method: 'POST',
    url: '/graphql',
    headers,
    requestId: randomUUID(),
    peer: null,
    signal,
    body: {
      isPending: () => false,
      read: async () => {
        begun();
        return bytes;
      },
      discard: () => Promise.resolve(),
    },
  };
}
