import { createClient } from '../../upstream/client.ts';
import { orNull } from '../../upstream/failure.ts';
import { coveringPage, toWindow } from '../shared/offset-page.ts';
import { mergeable } from '../shared/update.ts';
import { defineProvider } from '../define.ts';
import { createApi, explain, nullIfGone, proofOf } from './api.ts';
import { certification } from './assumptions/index.ts';
import { authorised } from './authorised.ts';
import {
  BankingServiceCustomerDetails,
  customerRules,
  fromPatch,
  givenNames,
  shows,
  toCustomer,
  toDeletedCustomer,
  wireCustomer,
} from './customer.ts';
import { readPage } from './page.ts';
import { toPaymentMethod } from './payment-method.ts';
import { fromRegistration, toRegistrationLink } from './registration-link.ts';
import { settings } from './settings.ts';

/** bankingservice.ai: tokens for a self-signed JWT, everything below a profile, updates that replace, numbered pages. */
export const bankingservice = defineProvider({
  code: 'BANKING_SERVICE',
  title: 'bankingservice.ai',
  docs: 'https://docs.bankingservice.ai',
  settings,
  certification,
  abilities: {
    READ_CUSTOMER: { support: 'NATIVE' },
    READ_CUSTOMER_BY_REFERENCE: {
      support: 'UNSUPPORTED',
      because: "bankingservice.ai keeps no merchant's reference; keep its customer id with your own record.",
    },
    LIST_CUSTOMERS: {
      support: 'NATIVE',
      filters: [],
      note: 'In no documented order, by position. If customers are deleted or created while you page, the place is found again by the customers listed last; if it cannot be found, the account is PARTIAL with a problem, not COMPLETE.',
    },
    CREATE_CUSTOMER: { support: 'NATIVE' },
    UPDATE_CUSTOMER: {
      support: 'EMULATED',
      note: 'The record is read, changed and replaced: what others change at the provider in between is lost.',
    },
    UNSET_METADATA: {
      support: 'UNSUPPORTED',
      because: 'bankingservice.ai keeps no metadata about customers; keep it with your own record.',
    },
    DELETE_CUSTOMER: {
      support: 'NATIVE',
      note: 'The documentation does not say what becomes of the record and of its payment methods.',
      deletion: { retention: 'UNKNOWN', paymentMethods: 'UNKNOWN' },
    },
    LIST_PAYMENT_METHODS: { support: 'NATIVE' },
    DELETE_PAYMENT_METHOD: {
      support: 'NATIVE',
      note: 'bankingservice.ai promises it only if it is possible, and may refuse.',
    },
    CREATE_REGISTRATION_LINK: {
      support: 'NATIVE',
      note: 'For a customer that exists: a page on which the payer authorises a mandate or saves a card. An unknown outcome can be repeated safely with its idempotency key, from which the `reference` of the payment method is derived. bankingservice.ai does not say how long the page works; `validForMinutes` is how long it is shown.',
      registration: {
        subject: 'CUSTOMER',
        kinds: ['CARD', 'OPEN_BANKING'],
        isRepeatable: true,
        takesBrowser: true,
      },
    },
    ATTACH_CUSTOMER_TO_PAYMENT: {
      support: 'UNSUPPORTED',
      because:
        "bankingservice.ai's API attaches no customer to a payment that waits; name the customer when creating it.",
    },
  },
  searches: {
    EMAIL: { method: 'SCAN' },
    PHONE: { method: 'SCAN' },
    MERCHANT_REFERENCE: { method: 'NONE', because: "bankingservice.ai keeps no merchant's reference." },
    DOCUMENT_NUMBER: { method: 'NONE', because: 'bankingservice.ai keeps no numbers of documents.' },
    NAME: { method: 'SCAN' },
  },
  rules: { customer: customerRules, registration: null },
  details: BankingServiceCustomerDetails,

  connect(configured, runtime) {
    const { now, origin } = runtime;
    const { baseUrl, profileId, behaviour: account } = configured;
    const client = createClient({
      exchange: authorised(configured, runtime),
      origin,
      baseUrl,
      explain,
      now,
      lookAt: 'baseUrl and profileId',
      proof: proofOf(profileId, account),
    });
    const api = createApi(client, profileId, account);

    return {
      getCustomer: async (key, call) => {
        const wire = await orNull(api.getCustomer(key, call));
        return wire && toCustomer(wire, profileId);
      },

      listCustomers: async (request, _filter, call) => {
        const window = { ...toWindow(request, account.maximumSize), limit: request.limit };
        const { number, size } = coveringPage(window, account.maximumSize);
        return readPage({
          request,
          first: { page: number, size },
          ask: (paging) => api.listCustomers(paging, call),
          toItem: (wire) => toCustomer(wire, profileId),
          origin,
        });
      },

      createCustomer: async (fields, call) =>
        toCustomer(await api.createCustomer(fromPatch(fields), call), profileId),

      updateCustomer: async (key, patch, call) => {
        const record = await orNull(api.getRecord(key, call));
        if (!record) return null;
        const settle = async () => {
          const current = await api.getRecord(key, call);
          return shows(current, patch) ? wireCustomer.parse(current) : null;
        };
        const whole = fromPatch(patch, record);
        const json = account.update === 'merge' ? mergeable(record, whole, givenNames) : whole;
        const update = { json, settle };
        const wire = await nullIfGone(
          api.updateCustomer(key, update, call),
          () => api.getCustomer(key, call),
          account,
        );
        return wire && toCustomer(wire, profileId);
      },

      deleteCustomer: async (key, call) => {
        const answer = await nullIfGone(
          api.deleteCustomer(key, call),
          () => api.getCustomer(key, call),
          account,
        );
        if (answer === null || account.deletionAnswer === 'other') return answer !== null;
        return toDeletedCustomer(answer, profileId) ?? true;
      },

      listPaymentMethods: (customerKey, request, call) =>
        readPage({
          request,
          first: null,
          ask: async (paging) => api.listPaymentMethods(customerKey, paging, call),
          toItem: (wire) => toPaymentMethod(wire, customerKey),
          origin,
        }),

      getPaymentMethod: async (customerKey, key, call) => {
        const wire = await orNull(api.getPaymentMethod(customerKey, key, call));
        return wire && toPaymentMethod(wire, customerKey);
      },

      registerPaymentMethod: async (customerKey, registration, call) => {
        const createdAt = now();
        const wire = await nullIfGone(
          api.createPaymentMethod(customerKey, fromRegistration(registration), call),
          () => api.getCustomer(customerKey, call),
          account,
        );
        return wire && toRegistrationLink(wire, { ...registration, customerKey, createdAt }, origin);
      },

      deletePaymentMethod: async (customerKey, key, call) =>
        (await nullIfGone(
          api.deletePaymentMethod(customerKey, key, call),
          () => api.getPaymentMethod(customerKey, key, call),
          account,
        )) !== null,
    };
  },
});
