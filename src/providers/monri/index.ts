import { z } from 'zod';
import { withAuthorization } from '../../http/authorization.ts';
import { createClient } from '../../http/client.ts';
import { orNull } from '../../http/failure.ts';
import { toPage, toWindow } from '../../http/offset-page.ts';
import { defineProvider, secret, upstreamUrl } from '../define.ts';
import { createApi, explain, maximumLimit } from './api.ts';
import { sign } from './auth.ts';
import { customerRules, fromMetadata, fromPatch, MonriCustomerDetails, toCustomer } from './customer.ts';
import { emulate } from './emulator.ts';
import { toPaymentMethod } from './payment-method.ts';

/** Monri: signed requests, one name, partial updates, soft deletes, lists by limit and offset. */
export const monri = defineProvider({
  code: 'MONRI',
  title: 'Monri Payments',
  docs: 'https://docs.monri.com/documentation/api-documentation/api-v2/customers-api',
  settings: z.strictObject({
    baseUrl: upstreamUrl.describe('https://ipg.monri.com, or https://ipgtest.monri.com for tests.'),
    merchantKey: secret.describe('Signs requests; never sent.'),
    authenticityToken: secret.describe('Names the merchant.'),
  }),
  abilities: {
    READ_CUSTOMER: { support: 'NATIVE' },
    READ_CUSTOMER_BY_REFERENCE: { support: 'NATIVE' },
    LIST_CUSTOMERS: {
      support: 'NATIVE',
      filters: ['MERCHANT_REFERENCE'],
      note: 'Newest first; customers created meanwhile shift the pages, which is noticed and made good.',
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
  rules: { customer: customerRules, registration: null },
  details: MonriCustomerDetails,

  connect(settings, { exchange, now, origin }) {
    const signed = withAuthorization(exchange, (outgoing) => sign(outgoing, settings, now()));
    const client = createClient({
      exchange: signed,
      origin,
      baseUrl: settings.baseUrl,
      // Monri wants it on every call, with or without a body.
      headers: { 'content-type': 'application/json' },
      explain,
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
          return toPage(found.slice(Number(page.from ?? 0)), page, { offset: 0, limit: 2 });
        }
        const window = toWindow(page, maximumLimit);
        const { data } = await api.listCustomers({ ...window }, call);
        return toPage(data.map(toCustomer), page, window);
      },

      createCustomer: async (fields, call) => toCustomer(await api.createCustomer(fromPatch(fields), call)),

      updateCustomer: async (key, patch, call) => {
        const body = fromPatch(patch);
        if (patch.metadata === null) {
          const wire = await orNull(api.getCustomer(key, call));
          body['metadata'] = fromMetadata({}, Object.keys(wire?.metadata ?? {}));
        }
        const wire = await orNull(api.updateCustomer(key, body, call));
        return wire && toCustomer(wire);
      },

      // Monri confirms the deletion of a deleted customer again, so only a look before tells.
      deleteCustomer: async (key, call) => {
        const wire = await orNull(api.getCustomer(key, call));
        if (!wire || wire.deleted) return false;
        return (await orNull(api.deleteCustomer(key, call))) !== null;
      },

      listPaymentMethods: async (customerKey, page, call) => {
        const window = toWindow(page, maximumLimit);
        const { data } = await api.listPaymentMethods(customerKey, { ...window }, call);
        return toPage(
          data.map((wire) => toPaymentMethod(wire, customerKey)),
          page,
          window,
        );
      },
    };
  },

  emulate,
});
