import { withAuthorization } from '../../upstream/authorization.ts';
import { createClient } from '../../upstream/client.ts';
import { orNull } from '../../upstream/failure.ts';
import { toPage, toWindow } from '../shared/offset-page.ts';
import { defineProvider } from '../define.ts';
import { createApi, explainWith } from './api.ts';
import { certification } from './assumptions/index.ts';
import { sign } from './auth.ts';
import { customerRules, fromMetadata, fromPatch, MonriCustomerDetails, toCustomer } from './customer.ts';
import { toPaymentMethod } from './payment-method.ts';
import { settings } from './settings.ts';

/** Monri: signed requests, one name, partial updates, soft deletes, lists by limit and offset. */
export const monri = defineProvider({
  code: 'MONRI',
  title: 'Monri Payments',
  docs: 'https://docs.monri.com/documentation/api-documentation/api-v2/customers-api',
  settings,
  certification,
  abilities: {
    READ_CUSTOMER: { support: 'NATIVE' },
    READ_CUSTOMER_BY_REFERENCE: { support: 'NATIVE' },
    LIST_CUSTOMERS: {
      support: 'NATIVE',
      filters: ['MERCHANT_REFERENCE'],
      note: 'Newest first, by position. If customers are deleted or created while you page, the place is found again by the customers listed last and by when they were created; if it cannot be found, the account is PARTIAL with a problem, not COMPLETE.',
    },
    CREATE_CUSTOMER: { support: 'NATIVE', isGuardedByReference: true },
    UPDATE_CUSTOMER: { support: 'NATIVE', tracksChanges: true },
    UNSET_METADATA: { support: 'NATIVE' },
    DELETE_CUSTOMER: {
      support: 'NATIVE',
      note: 'Monri marks the customer as deleted and keeps it.',
      deletion: { retention: 'RETAINED', paymentMethods: 'UNKNOWN' },
    },
    LIST_PAYMENT_METHODS: { support: 'NATIVE' },
    DELETE_PAYMENT_METHOD: {
      support: 'UNSUPPORTED',
      because: "Monri's API deletes no saved card; ask for it in the merchant's dashboard.",
    },
    CREATE_REGISTRATION_LINK: {
      support: 'INDIRECT',
      because: 'Monri saves cards while they pay; create the customer directly.',
      instead: 'CREATE_CUSTOMER',
    },
    ATTACH_CUSTOMER_TO_PAYMENT: {
      support: 'UNSUPPORTED',
      because:
        "Monri's API attaches no customer to a payment that waits; name the customer when creating it.",
    },
  },
  searches: {
    EMAIL: { method: 'SCAN' },
    PHONE: { method: 'SCAN' },
    MERCHANT_REFERENCE: { method: 'KEY', verb: 'getCustomerByReference', misses: null },
    DOCUMENT_NUMBER: { method: 'NONE', because: 'Monri keeps no numbers of documents.' },
    NAME: { method: 'SCAN' },
  },
  rules: { customer: customerRules, registration: null },
  details: MonriCustomerDetails,

  connect(configured, { exchange, now, origin }) {
    const { maximumLimit, clearWith } = configured.behaviour;
    const signed = withAuthorization(exchange, (outgoing) => sign(outgoing, configured, now()));
    const client = createClient({
      exchange: signed,
      origin,
      baseUrl: configured.baseUrl,
      // Monri wants it on every call, with or without a body.
      headers: { 'content-type': 'application/json' },
      explain: explainWith(configured.behaviour),
      now,
    });
    const api = createApi(client);

    return {
      getCustomer: async (key, call) => {
        const wire = await orNull(api.getCustomer(key, call));
        return wire && toCustomer(wire);
      },

      getCustomerByReference: async (reference, call) => {
        const wire = await orNull(api.getCustomerByMerchantId(reference, call));
        return wire && toCustomer(wire);
      },

      listCustomers: async (page, { merchantReference }, call) => {
        if (merchantReference !== null) {
          const wire = await orNull(api.getCustomerByMerchantId(merchantReference, call));
          const found = wire && !wire.deleted ? [toCustomer(wire)] : [];
          const window = toWindow(page, maximumLimit);
          return toPage(found.slice(window.offset), page, window);
        }
        const window = toWindow(page, maximumLimit);
        const { data } = await api.listCustomers({ ...window }, call);
        return {
          ...toPage(
            data.map((wire) => wire && toCustomer(wire)),
            page,
            window,
          ),
          isNewestFirst: true,
        };
      },

      createCustomer: async (fields, call) =>
        toCustomer(await api.createCustomer(fromPatch(fields, clearWith), call)),

      updateCustomer: async (key, patch, call, precondition) => {
        const body = fromPatch(patch, clearWith);
        if (precondition || patch.metadata === null) {
          const wire = await orNull(api.getCustomer(key, call));
          if (!wire) return null;
          precondition?.(toCustomer(wire));
          if (patch.metadata === null) body['metadata'] = fromMetadata({}, Object.keys(wire.metadata ?? {}));
        }
        const wire = await orNull(api.updateCustomer(key, body, call));
        return wire && toCustomer(wire);
      },

      // Monri confirms the deletion of a deleted customer again, so the customer is read first.
      deleteCustomer: async (key, call) => {
        const wire = await orNull(api.getCustomer(key, call));
        if (!wire || wire.deleted) return false;
        return (await orNull(api.deleteCustomer(key, call))) !== null;
      },

      listPaymentMethods: async (customerKey, page, call) => {
        const window = toWindow(page, maximumLimit);
        const { data } = await api.listPaymentMethods(customerKey, { ...window }, call);
        const methods = data.map((wire) => wire && toPaymentMethod(wire, customerKey));
        return toPage(methods, page, window);
      },
    };
  },
});
