import { z } from 'zod';
import { createClient } from '../../http/client.ts';
import { orNull } from '../../http/failure.ts';
import { coveringPage } from '../../http/offset-page.ts';
import { withToken } from '../../http/token.ts';
import { defineProvider, secretThat, upstreamUrl } from '../define.ts';
import { createApi, explain, inProfile, maximumSize, nullIfGone } from './api.ts';
import { assertionAlgorithms, authenticate, isPrivateKey } from './auth.ts';
import { BankingServiceCustomerDetails, customerRules, fromPatch, toCustomer } from './customer.ts';
import { emulate } from './emulator.ts';
import { readPage } from './page.ts';
import { toPaymentMethod } from './payment-method.ts';

/** How the client proves itself to the token URL; the vendor documents none of it. */
const assertion = z.strictObject({
  algorithm: z.enum(assertionAlgorithms).default('RS256').describe('How the JWT is signed.'),
  audience: z.string().min(1).optional().describe('Whom the JWT is for; the token URL where absent.'),
  lifetimeSeconds: z.int().min(1).max(300).default(60).describe('How long the JWT is good for.'),
  in: z
    .enum(['header', 'body'])
    .default('header')
    .describe('Where the JWT travels: in Authorization, as documented, or in the form, as RFC 7523 has it.'),
});

/** bankingservice.ai: tokens for a self-signed JWT, everything below a profile, updates that replace, numbered pages. */
export const bankingservice = defineProvider({
  code: 'BANKING_SERVICE',
  title: 'bankingservice.ai',
  docs: 'https://docs.bankingservice.ai',
  settings: z.strictObject({
    baseUrl: upstreamUrl.prefault('https://api.bankingservice.ai').describe('Where the API is.'),
    profileId: z.string().min(1).describe('The profile whose customers these are, such as profile_…'),
    tokenUrl: upstreamUrl.describe('Where access tokens are issued; to be asked of bankingservice.ai.'),
    clientId: z.string().min(1).describe('Given out for the uploaded public key.'),
    privateKey: secretThat({
      accepts: isPrivateKey,
      says: 'must be a private key in PEM, as PKCS#8: it begins with -----BEGIN PRIVATE KEY-----.',
    }).describe('PKCS#8 in PEM. Signs token requests; never sent.'),
    assertion: assertion.prefault({}),
  }),
  abilities: {
    READ_CUSTOMER: { support: 'NATIVE' },
    READ_CUSTOMER_BY_REFERENCE: {
      support: 'UNSUPPORTED',
      because: "bankingservice.ai keeps no merchant's reference; keep its customer id with your own record.",
    },
    LIST_CUSTOMERS: {
      support: 'NATIVE',
      filters: [],
      note: 'In no documented order; customers created or deleted meanwhile may shift the pages.',
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
      note: 'bankingservice.ai promises it only where possible, and may refuse.',
    },
    CREATE_REGISTRATION_LINK: {
      support: 'INDIRECT',
      because: 'bankingservice.ai has no page on which customers register; create the customer directly.',
      instead: 'CREATE_CUSTOMER',
    },
    ATTACH_CUSTOMER_TO_PAYMENT: {
      support: 'UNSUPPORTED',
      because:
        "bankingservice.ai's API attaches no customer to a payment that waits; name the customer when creating it.",
    },
  },
  rules: { customer: customerRules, registration: null },
  details: BankingServiceCustomerDetails,

  connect(settings, { exchange, now, origin }) {
    const { baseUrl, profileId, tokenUrl } = settings;
    const authorised = withToken(exchange, {
      origin,
      tokenUrl: tokenUrl.href,
      credentials: () => authenticate(settings, now(), origin),
      now,
    });
    const api = createApi(createClient({ exchange: authorised, origin, baseUrl, explain, now }), profileId);

    return {
      getCustomer: async (key, call) => {
        const wire = await orNull(api.getCustomer(key, call));
        return wire && toCustomer(wire, profileId);
      },

      listCustomers: async (request, _filter, call) => {
        const window = { offset: Number(request.from ?? 0), limit: request.limit };
        const { number, size } = coveringPage(window, maximumSize);
        return readPage({
          request,
          first: { page: number, size },
          ask: (paging) => inProfile(api.listCustomers(paging, call), origin),
          toItem: (wire) => toCustomer(wire, profileId),
          origin,
        });
      },

      createCustomer: async (fields, call) =>
        toCustomer(await inProfile(api.createCustomer(fromPatch(fields), call), origin), profileId),

      updateCustomer: async (key, patch, call) => {
        const record = await orNull(api.getRecord(key, call));
        if (!record) return null;
        const wire = await nullIfGone(api.updateCustomer(key, fromPatch(patch, record), call), () =>
          api.getCustomer(key, call),
        );
        return wire && toCustomer(wire, profileId);
      },

      deleteCustomer: async (key, call) =>
        (await nullIfGone(api.deleteCustomer(key, call), () => api.getCustomer(key, call))) !== null,

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

      deletePaymentMethod: async (customerKey, key, call) =>
        (await nullIfGone(api.deletePaymentMethod(customerKey, key, call), () =>
          api.getPaymentMethod(customerKey, key, call),
        )) !== null,
    };
  },

  emulate,
});
