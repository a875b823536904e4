import { isUuid } from '../../domain/text.ts';
import { createClient } from '../../upstream/client.ts';
import { orNull } from '../../upstream/failure.ts';
import type { Call } from '../../port.ts';
import { mergeable } from '../shared/update.ts';
import { defineProvider, type Runtime } from '../define.ts';
import { createApi, explainWith, type Search } from './api.ts';
import { createEntity, requireAsked, spellingsOf } from './entity.ts';
import { certification } from './assumptions/index.ts';
import { authorised } from './authorised.ts';
import { customerRules, toCustomer, VerifoneCustomerDetails, wireCustomer } from './customer.ts';
import { listCustomers } from './list.ts';
import { givenNames, merge, requireName, shows } from './record.ts';
import { spelled } from './spelled.ts';
import * as rsql from './rsql.ts';
import { settings, type VerifoneSettings } from './settings.ts';

/** Verifone: customers found by RSQL searches, names inside the billing address, updates that replace the record. */
export const verifone = defineProvider({
  code: 'VERIFONE',
  title: 'Verifone',
  docs: 'https://docs.verifone.com/api-reference/open-api-references/customer',
  settings,
  certification,
  abilities: {
    READ_CUSTOMER: { support: 'NATIVE' },
    READ_CUSTOMER_BY_REFERENCE: {
      support: 'UNSUPPORTED',
      because: 'Verifone keeps no reference of the merchant; list customers by e-mail address instead.',
    },
    LIST_CUSTOMERS: {
      support: 'NATIVE',
      filters: [
        'EMAIL',
        'FIRST_NAME',
        'LAST_NAME',
        'COMPANY',
        'PHONE',
        'TAX_IDENTIFIER',
        'COMPANY_REGISTRATION_NUMBER',
        'CREATED_AT',
        'UPDATED_AT',
      ],
      note: 'Newest first, by the time of creation: customers created or deleted while you page shift nothing, and none is left out or listed twice.',
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
  searches: {
    EMAIL: { method: 'FILTER' },
    PHONE: { method: 'FILTER' },
    MERCHANT_REFERENCE: { method: 'NONE', because: 'Verifone keeps no reference of the merchant.' },
    DOCUMENT_NUMBER: { method: 'FILTER' },
    NAME: { method: 'FILTER' },
  },
  documentNumbers: ['taxIdentifier', 'companyRegistrationNumber'],
  rules: { customer: customerRules, registration: null },
  details: VerifoneCustomerDetails,

  connect(configured, runtime) {
    const {
      entityId,
      behaviour: { maximumPageSize, keysPerSearch, update },
    } = configured;
    const { origin } = runtime;
    const { api, entity } = reach(configured, runtime);

    const readOne = async (key: string, call: Call) => {
      const wire = isUuid(key) ? await entity.ours(api.getCustomer(key, call), call) : null;
      return wire && toCustomer(wire);
    };

    const searchFor = async (uuids: readonly string[], call: Call) => {
      const ids = spellingsOf(uuids);
      const searches = Array.from({ length: Math.ceil(ids.length / keysPerSearch) }, (_, index) =>
        ids.slice(index * keysPerSearch, (index + 1) * keysPerSearch),
      );
      const found = await Promise.all(
        searches.map((some) => {
          const search = rsql.and(entity.condition, rsql.isIn('id', some));
          return api.getCustomers({ search, page_number: 1, page_size: some.length }, call);
        }),
      );
      return found.flat();
    };

    const ask = async (query: Search, call: Call) => {
      const found = await api.listCustomers(query, call);
      entity.requireOurs(found.filter((wire) => wire !== null));
      return found;
    };

    return {
      getCustomer: readOne,

      getCustomers: async (keys, call) => {
        const uuids = keys.filter(isUuid);
        if (uuids.length === 0) return [];
        const found = await searchFor(uuids, call);
        entity.requireOurs(found);
        requireAsked(found, uuids, origin);
        if (found.length > 0 || (await entity.isSeen(call))) return found.map(toCustomer);
        // A wrong entity hides every customer from a search, and none from a read by key.
        return (await Promise.all(uuids.map((key) => readOne(key, call)))).filter((each) => each !== null);
      },

      listCustomers: (request, filter, call) =>
        listCustomers({ request, condition: entity.condition, filter, maximum: maximumPageSize }, (query) =>
          ask(query, call),
        ),

      searchCustomers: (request, page, call) =>
        listCustomers(
          {
            request: page,
            condition: rsql.and(entity.condition, spelled(request)),
            maximum: maximumPageSize,
          },
          (query) => ask(query, call),
        ),

      createCustomer: async (fields, call) =>
        toCustomer(await api.createCustomer(merge({}, fields, entityId), call)),

      updateCustomer: async (key, patch, call, precondition) => {
        const record = isUuid(key) ? await entity.ours(api.getRecord(key, call), call) : null;
        if (record === null) return null;
        precondition?.(toCustomer(wireCustomer.parse(record)));
        const whole = merge(record, patch, entityId);
        requireName(whole, origin);
        const json = update === 'merge' ? mergeable(record, whole, givenNames) : whole;
        const settle = async () => {
          const current = await api.getRecord(key, call);
          return shows(current, patch) ? wireCustomer.parse(current) : null;
        };
        const wire = await orNull(api.updateCustomer(key, { json, settle }, call));
        return wire && toCustomer(wire);
      },

      deleteCustomer: async (key, call) => {
        if (!isUuid(key) || (await entity.ours(api.getCustomer(key, call), call)) === null) return false;
        return (await orNull(api.deleteCustomer(key, call))) !== null;
      },
    };
  },

  examine: (configured, runtime, call) => reach(configured, runtime).entity.requireSeen(call),
});

/** The endpoints of an account, and the organisation it is about. */
function reach(configured: VerifoneSettings, runtime: Runtime) {
  const { baseUrl, entityId, behaviour: account } = configured;
  const { now, origin } = runtime;
  const client = createClient({
    exchange: authorised(configured, runtime),
    origin,
    baseUrl,
    explain: explainWith(account),
    now,
    lookAt: 'baseUrl and entityId',
  });
  const api = createApi(client);
  return { api, entity: createEntity({ entityId, api, origin }) };
}
