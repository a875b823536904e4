/** A provider of your own: an API that reads customers and nothing else. */
import { z } from 'zod';
import {
  createClient,
  defineProvider,
  orNull,
  path,
  secret,
  upstreamUrl,
  withAuthorization,
  type Capabilities,
  type Refusal,
  type SearchWay,
  type SearchWays,
} from '../src/index.ts';
import { details, toCustomer, wireCustomer, type WireCustomer } from './acme-customer.ts';

const refusal: Refusal = { support: 'UNSUPPORTED', because: "Acme's API reads customers and nothing else." };

const abilities: Capabilities = {
  READ_CUSTOMER: { support: 'NATIVE' },
  READ_CUSTOMER_BY_REFERENCE: refusal,
  LIST_CUSTOMERS: refusal,
  CREATE_CUSTOMER: refusal,
  UPDATE_CUSTOMER: refusal,
  UNSET_METADATA: refusal,
  DELETE_CUSTOMER: refusal,
  LIST_PAYMENT_METHODS: refusal,
  DELETE_PAYMENT_METHOD: refusal,
  CREATE_REGISTRATION_LINK: refusal,
  ATTACH_CUSTOMER_TO_PAYMENT: refusal,
};

/** Acme reads a customer by its key alone, and keeps nothing else that one could be read by. */
const unsearchable: SearchWay = { method: 'NONE', because: "Acme's API neither lists nor searches." };

const searches: SearchWays = {
  EMAIL: unsearchable,
  PHONE: unsearchable,
  MERCHANT_REFERENCE: unsearchable,
  DOCUMENT_NUMBER: unsearchable,
  NAME: unsearchable,
};

/** A 404 alone may come from a proxy or a wrong address: only this code says that there is no customer. */
const noCustomer = z.object({ code: z.literal('NO_CUSTOMER') });

export const provider = defineProvider({
  code: 'ACME',
  title: 'Acme',
  docs: 'https://acme.example.com/docs',
  abilities,
  searches,
  rules: { customer: null, registration: null },
  settings: z.strictObject({ baseUrl: upstreamUrl, key: secret }),
  details,
  connect({ baseUrl, key }, { exchange, now, origin }) {
    const http = createClient({
      exchange: withAuthorization(exchange, () => `Key ${key.reveal()}`),
      origin,
      baseUrl,
      explain: ({ status, json }) =>
        status === 404 && noCustomer.safeParse(json).success ? { kind: 'NOT_FOUND' } : null,
      now,
    });
    const getCustomer = (id: string) => ({
      operation: 'getCustomer',
      path: path`customers/${{ id }}`,
      schema: wireCustomer,
      mayBeMissing: true,
      isAbout: (read: WireCustomer) => read.id === id,
    });
    return {
      getCustomer: async (id, call) => {
        const found = await orNull(http(getCustomer(id), call));
        return found && toCustomer(found);
      },
    };
  },
});
