import { withAuthorization } from '../../upstream/authorization.ts';
import { createClient } from '../../upstream/client.ts';
import { orNull } from '../../upstream/failure.ts';
import type { Call } from '../../port.ts';
import { defineProvider } from '../define.ts';
import { createApi } from './api.ts';
import { certification } from './assumptions.ts';
import { BambooCustomerDetails, fromRegistration, registrationRules, toCustomer } from './customer.ts';
import { documentTypes } from './document-types.ts';
import { settings } from './settings.ts';
import { toPaymentLink, toRegistrationLink } from './registration-link.ts';

/** Bamboo Payment: the merchant's identifier is the key, and a customer comes into being on a hosted page. */
export const bamboo = defineProvider({
  code: 'BAMBOO',
  title: 'Bamboo Payment',
  docs: 'https://docs.bamboopayment.com/docs/customer-operations',
  settings,
  certification,
  abilities: {
    READ_CUSTOMER: { support: 'NATIVE' },
    READ_CUSTOMER_BY_REFERENCE: {
      support: 'NATIVE',
      note: 'The reference is the key itself: the merchant chose it.',
    },
    LIST_CUSTOMERS: {
      support: 'UNSUPPORTED',
      because: "Bamboo's API lists no customers; read each by the reference it was registered with.",
    },
    CREATE_CUSTOMER: {
      support: 'INDIRECT',
      because: 'At Bamboo a customer comes into being when a person registers; create a registration link.',
      instead: 'CREATE_REGISTRATION_LINK',
    },
    UPDATE_CUSTOMER: {
      support: 'UNSUPPORTED',
      because:
        "Bamboo's API changes no customer it keeps; attachCustomerToPayment changes what one payment says and nothing else.",
    },
    UNSET_METADATA: {
      support: 'UNSUPPORTED',
      because: 'Bamboo keeps no metadata; keep it on your side, under the reference.',
    },
    DELETE_CUSTOMER: {
      support: 'NATIVE',
      note: 'Bamboo says that it deletes all information associated with the customer.',
      deletion: { retention: 'ERASED', paymentMethods: 'UNKNOWN' },
    },
    LIST_PAYMENT_METHODS: {
      support: 'UNSUPPORTED',
      because: "Bamboo's API for customers shows no saved cards.",
    },
    DELETE_PAYMENT_METHOD: {
      support: 'UNSUPPORTED',
      because:
        "Bamboo's API for customers deletes no single card; deleteCustomer deletes all information associated with one.",
    },
    CREATE_REGISTRATION_LINK: {
      support: 'NATIVE',
      note: 'Bamboo does not say whether the customer can be read before a card is registered.',
    },
    ATTACH_CUSTOMER_TO_PAYMENT: {
      support: 'NATIVE',
      note: 'It changes the payment, not the customer that Bamboo keeps.',
    },
  },
  searches: {
    EMAIL: {
      method: 'KEY',
      verb: 'getCustomer',
      misses:
        "Bamboo's API lists no customers: by e-mail address only who was registered under it as the reference is found.",
    },
    PHONE: { method: 'NONE', because: "Bamboo's API neither lists customers nor searches by phone number." },
    MERCHANT_REFERENCE: { method: 'KEY', verb: 'getCustomer', misses: null },
    DOCUMENT_NUMBER: {
      method: 'NONE',
      because: "Bamboo's API neither lists customers nor searches by document number.",
    },
    NAME: { method: 'NONE', because: "Bamboo's API neither lists customers nor searches by name." },
  },
  documentNumbers: ['documentNumber'],
  rules: { customer: null, registration: registrationRules },
  details: BambooCustomerDetails,
  documentTypes,

  connect({ baseUrl, privateKey, behaviour: account }, { exchange, now, origin }) {
    // Not the Basic of RFC 7617: the key follows as issued, neither joined with a user nor encoded ("Authentication").
    const authorized = withAuthorization(exchange, () => `Basic ${privateKey.reveal()}`);
    const api = createApi(
      (explain) => createClient({ exchange: authorized, origin, baseUrl, explain, now }),
      account,
    );

    const readCustomer = async (identifier: string, call: Call) => {
      const wire = await orNull(api.getCustomer(identifier, call));
      return wire && toCustomer(wire.customer);
    };

    return {
      getCustomer: readCustomer,

      getCustomerByReference: readCustomer,

      deleteCustomer: async (key, call) => (await orNull(api.deleteCustomer(key, call))) !== null,

      createRegistrationLink: async (customer, validForMinutes, call) => {
        const createdAt = now();
        const wire = await api.createRegistrationLink(fromRegistration(customer), validForMinutes, call);
        const customerKey = customer.merchantReference;
        return toRegistrationLink(wire, { customerKey, validForMinutes, createdAt });
      },

      attachCustomerToPayment: async (paymentId, customer, call) => {
        const wire = await orNull(api.attachCustomerToPayment(paymentId, fromRegistration(customer), call));
        return wire && toPaymentLink(wire, paymentId);
      },
    };
  },
});
