import type { Peer } from './peers.ts';
import type { Workload } from './workloads.ts';

/** An answer as text that is the same for every peer that answered the same, whatever its fields are called. */
export function normalise(
  workload: Workload,
  text: string,
  { ids, keyOf }: Pick<Peer, 'ids' | 'keyOf'>,
): string {
  const { data, errors } = JSON.parse(text);
  if (errors || !data) return `errors: ${text.slice(0, 300)}`;
  return JSON.stringify(sorted(ids ? ofVaultgraph[workload](data, keyOf) : ofOthers(workload, data, keyOf)));
}

type KeyOf = Peer['keyOf'];

// oxlint-disable-next-line typescript/no-explicit-any -- answers of any peer
type Data = any;

function ofOthers(workload: Workload, data: Data, keyOf: KeyOf): unknown {
  if (workload === 'A') {
    return data.merchantCustomers.map((customer: Data) => ({
      ...customer,
      id: keyOf(customer.id),
      payment_methods: customer.payment_methods.map((method: Data) => ({
        expired: method.expired,
        expires: method.expiration_date.slice(0, 7),
        masked_pan: method.masked_pan,
      })),
    }));
  }
  return data;
}

function customerOf(customer: Data, keyOf: KeyOf) {
  return {
    id: keyOf(customer.id),
    company_name: customer.company,
    email_address: customer.email,
    phone_number: customer.phone,
    entity_id: customer.details.entityId,
    created_at: instant(customer.createdAt),
    updated_at: instant(customer.updatedAt),
  };
}

const ofVaultgraph: Readonly<Record<Workload, (data: Data, keyOf: KeyOf) => unknown>> = {
  A: ({ customers }, keyOf) =>
    customers.nodes.map((customer: Data) => ({
      id: keyOf(customer.id),
      name: customer.fullName,
      email: customer.email,
      country: customer.billingAddress.country,
      zip_code: customer.billingAddress.postalCode,
      created_at: instant(customer.createdAt),
      payment_methods: customer.paymentMethods.nodes.map(({ status, instrument }: Data) => ({
        expired: status === 'EXPIRED',
        expires: `${instrument.expiryYear}-${String(instrument.expiryMonth).padStart(2, '0')}`,
        masked_pan: instrument.maskedNumber,
      })),
    })),
  B: ({ customer }, keyOf) => ({
    customer: {
      ...customerOf(customer, keyOf),
      billing: {
        first_name: customer.firstName,
        last_name: customer.lastName,
        city: customer.billingAddress.city,
        country_code: customer.billingAddress.country,
      },
    },
  }),
  C: ({ nodes }, keyOf) => ({ customersByIds: nodes.map((customer: Data) => customerOf(customer, keyOf)) }),
  D: ({ viewer }) => ({ greet: viewer.tenant === 'acme' ? 'Hello World!' : viewer.tenant }),
  E: ({ monri, verifone, banking, bamboo }, keyOf) => ({
    merchantCustomers: monri.nodes.map((one: Data) => ({
      id: keyOf(one.id),
      email: one.email,
      name: one.fullName,
    })),
    customers: verifone.nodes.map((one: Data) => ({
      id: keyOf(one.id),
      email_address: one.email,
      company_name: one.company,
    })),
    profileCustomers: banking.nodes.map((one: Data) => ({
      id: keyOf(one.id),
      email: one.email,
      company: one.company,
    })),
    registeredCustomer: { identifier: 'person-1', email: bamboo.email, phoneNumber: bamboo.phone },
  }),
};

/** The upstream leaves out milliseconds. */
function instant(text: string): string {
  return text.replace('.000Z', 'Z');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
