import { z } from 'zod';
import type { CustomerFilter } from '../../domain/page.ts';
import { withAuthorization } from '../../http/authorization.ts';
import { createClient } from '../../http/client.ts';
import type { Exchange } from '../../http/exchange.ts';
import { orNull } from '../../http/failure.ts';
import { coveringPage, toPage, toWindow } from '../../http/offset-page.ts';
import { withToken } from '../../http/token.ts';
import { defineProvider, secret, upstreamUrl, type Runtime } from '../define.ts';
import { createApi, explain, maximumPageSize } from './api.ts';
import { basicAuthorization, clientCredentials } from './auth.ts';
import { customerRules, toCustomer, VerifoneCustomerDetails } from './customer.ts';
import { emulate } from './emulator.ts';
import { merge, requireName } from './record.ts';
import * as rsql from './rsql.ts';

const basics = {
  baseUrl: upstreamUrl.describe(
    "The customer service of the account's region, /oidc/customer-service included.",
  ),
  entityId: z.string().min(1).describe('The organisation ID: customers of no other are seen.'),
};

const settings = z.union([
  z.strictObject({
    ...basics,
    userId: z.string().min(1).describe('The user the API key belongs to.'),
    apiKey: secret.describe('Good for a year.'),
  }),
  z.strictObject({
    ...basics,
    tokenUrl: upstreamUrl.describe("Where the account's region gives out access tokens."),
    clientId: z.string().min(1),
    clientSecret: secret,
    scope: z.string().min(1).describe('One scope or several with spaces between, from onboarding.'),
  }),
]);

/** Verifone: customers found by RSQL searches, names inside the billing address, updates that replace the record. */
export const verifone = defineProvider({
  code: 'VERIFONE',
  title: 'Verifone',
  docs: 'https://docs.verifone.com/api-reference/open-api-references/customer',
  settings,
  abilities: {
    READ_CUSTOMER: { support: 'NATIVE' },
    READ_CUSTOMER_BY_REFERENCE: {
      support: 'UNSUPPORTED',
      because: 'Verifone keeps no reference of the merchant; list customers by e-mail address instead.',
    },
    LIST_CUSTOMERS: {
      support: 'NATIVE',
      filters: ['EMAIL', 'CREATED_AT'],
      note: 'Newest first; customers created meanwhile shift the pages, which is noticed and made good.',
    },
    CREATE_CUSTOMER: { support: 'NATIVE' },
    UPDATE_CUSTOMER: {
      support: 'EMULATED',
      tracksChanges: true,
      note: 'Verifone replaces the record, so it is read, merged and written; a change made elsewhere in between is lost.',
    },
    UNSET_METADATA: {
      support: 'UNSUPPORTED',
      because: "Verifone keeps no metadata; keep such pairs beside the customer's id in a store of your own.",
    },
    DELETE_CUSTOMER: {
      support: 'NATIVE',
      note: 'Verifone removes the customer for good.',
      deletion: { retention: 'ERASED', paymentMethods: 'UNKNOWN' },
    },
    LIST_PAYMENT_METHODS: {
      support: 'UNSUPPORTED',
      because: "Verifone's tokens are not addressable by customer; keep each token when it is made.",
    },
    DELETE_PAYMENT_METHOD: {
      support: 'UNSUPPORTED',
      because:
        "Verifone's tokens belong to no customer; delete the token itself with its Token Management API.",
    },
    CREATE_REGISTRATION_LINK: {
      support: 'INDIRECT',
      because: "Verifone's customer service has no page to register on; create the customer directly.",
      instead: 'CREATE_CUSTOMER',
    },
    ATTACH_CUSTOMER_TO_PAYMENT: {
      support: 'UNSUPPORTED',
      because:
        "Verifone's customer service knows no payments; name the customer when creating the payment or checkout.",
    },
  },
  rules: { customer: customerRules, registration: null },
  details: VerifoneCustomerDetails,

  connect({ baseUrl, entityId, ...credentials }, { exchange, now, origin }) {
    const client = createClient({
      exchange: withCredentials(exchange, credentials, { now, origin }),
      origin,
      baseUrl,
      explain,
      now,
    });
    const api = createApi(client);

    /** The record, unless it is not there or another organisation's, which credentials may see too. */
    const ours = async <Found extends { readonly entity_id?: unknown }>(reading: Promise<Found>) => {
      const found = await orNull(reading);
      return found && (found.entity_id || entityId) === entityId ? found : null;
    };

    return {
      getCustomer: async (key, call) => {
        if (!isUuid(key)) return null;
        const wire = await ours(api.getCustomer(key, call));
        return wire && toCustomer(wire);
      },

      getCustomers: async (keys, call) => {
        const uuids = keys.filter(isUuid);
        if (uuids.length === 0) return [];
        const search = rsql.and(rsql.equal('entity_id', entityId), rsql.isIn('id', uuids));
        const found = await api.getCustomers({ search, page_number: 1, page_size: uuids.length }, call);
        return found.map(toCustomer);
      },

      listCustomers: async (page, filter, call) => {
        const window = toWindow(page, maximumPageSize);
        const { number, size, skip } = coveringPage(window, maximumPageSize);
        const query = { search: searchOf(entityId, filter), page_number: number + 1, page_size: size };
        const found = await api.listCustomers(query, call);
        return toPage(found.slice(skip).map(toCustomer), page, { ...window, limit: size - skip });
      },

      createCustomer: async (fields, call) =>
        toCustomer(await api.createCustomer(merge({}, fields, entityId), call)),

      updateCustomer: async (key, patch, call) => {
        const record = isUuid(key) ? await ours(api.getRecord(key, call)) : null;
        if (record === null) return null;
        const body = merge(record, patch, entityId);
        requireName(body, origin);
        const wire = await orNull(api.updateCustomer(key, body, call));
        return wire && toCustomer(wire);
      },

      deleteCustomer: async (key, call) =>
        isUuid(key) && (await orNull(api.deleteCustomer(key, call))) !== null,
    };
  },

  emulate,
});

type Credentials = Parameters<typeof basicAuthorization>[0] | OAuth2;
type OAuth2 = Parameters<typeof clientCredentials>[0] & { readonly tokenUrl: URL };

function withCredentials(
  exchange: Exchange,
  credentials: Credentials,
  { now, origin }: Omit<Runtime, 'exchange'>,
): Exchange {
  if ('apiKey' in credentials) return withAuthorization(exchange, () => basicAuthorization(credentials));
  return withToken(exchange, {
    origin,
    tokenUrl: credentials.tokenUrl.href,
    credentials: async () => clientCredentials(credentials),
    now,
  });
}

/** Every customer has one as its key, so that nothing else needs to be asked for. */
/** As Verifone writes them: one in capitals would be found alone, and missed among others that are told apart by it. */
function isUuid(key: string): boolean {
  return z.guid().safeParse(key).success && key === key.toLowerCase();
}

function searchOf(entityId: string, { email, createdFrom, createdBefore }: CustomerFilter): string {
  return rsql.and(
    rsql.equal('entity_id', entityId),
    ...(email === null ? [] : [rsql.equal('email_address', email)]),
    ...(createdFrom === null ? [] : [rsql.atOrAfter('created_at', createdFrom)]),
    ...(createdBefore === null ? [] : [rsql.before('created_at', createdBefore)]),
  );
}
