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

/** What the other peers answer to A. */
interface MerchantCustomers {
  readonly merchantCustomers: readonly {
    readonly id: string;
    readonly payment_methods: readonly {
      readonly expired: boolean;
      readonly expiration_date: string;
      readonly masked_pan: string;
    }[];
  }[];
}

function ofOthers(workload: Workload, data: unknown, keyOf: KeyOf): unknown {
  if (workload !== 'A') return data;
  return (data as MerchantCustomers).merchantCustomers.map((customer) =>
    Object.assign({}, customer, {
      id: keyOf(customer.id),
      payment_methods: customer.payment_methods.map((method) => ({
        expired: method.expired,
        expires: method.expiration_date.slice(0, 7),
        masked_pan: method.masked_pan,
      })),
    }),
  );
}

interface Listed {
  readonly id: string;
  readonly email: string;
  readonly fullName: string;
  readonly company: string;
  readonly createdAt: string;
}

interface Customer extends Listed {
  readonly phone: string;
  readonly details: { readonly entityId: string };
  readonly updatedAt: string;
}

interface Address {
  readonly country: string;
  readonly postalCode: string;
  readonly city: string;
}

interface PaymentMethod {
  readonly status: string;
  readonly instrument: {
    readonly expiryYear: number;
    readonly expiryMonth: number;
    readonly maskedNumber: string;
  };
}

interface Nodes<Node> {
  readonly nodes: readonly Node[];
}

/** What vaultgraph answers. */
interface Answers {
  readonly A: {
    readonly customers: Nodes<
      Listed & { readonly billingAddress: Address; readonly paymentMethods: Nodes<PaymentMethod> }
    >;
  };
  readonly B: {
    readonly customer: Customer & {
      readonly firstName: string;
      readonly lastName: string;
      readonly billingAddress: Address;
    };
  };
  readonly C: Nodes<Customer>;
  readonly D: { readonly viewer: { readonly tenant: string } };
  readonly E: Readonly<Record<'monri' | 'verifone' | 'banking', Nodes<Listed>>> & {
    readonly bamboo: Pick<Customer, 'email' | 'phone'>;
  };
}

function customerOf(customer: Customer, keyOf: KeyOf) {
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

const ofVaultgraph: { readonly [Name in Workload]: (data: Answers[Name], keyOf: KeyOf) => unknown } = {
  A: ({ customers }, keyOf) =>
    customers.nodes.map((customer) => ({
      id: keyOf(customer.id),
      name: customer.fullName,
      email: customer.email,
      country: customer.billingAddress.country,
      zip_code: customer.billingAddress.postalCode,
      created_at: instant(customer.createdAt),
      payment_methods: customer.paymentMethods.nodes.map(({ status, instrument }) => ({
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
  C: ({ nodes }, keyOf) => ({ customersByIds: nodes.map((customer) => customerOf(customer, keyOf)) }),
  D: ({ viewer }) => ({ greet: viewer.tenant === 'acme' ? 'Hello World!' : viewer.tenant }),
  E: ({ monri, verifone, banking, bamboo }, keyOf) => ({
    merchantCustomers: monri.nodes.map((one) => ({
      id: keyOf(one.id),
      email: one.email,
      name: one.fullName,
    })),
    customers: verifone.nodes.map((one) => ({
      id: keyOf(one.id),
      email_address: one.email,
      company_name: one.company,
    })),
    profileCustomers: banking.nodes.map((one) => ({
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
