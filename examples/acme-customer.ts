/** What a customer of Acme is: its wire shape, what it is in the graph, and what only Acme keeps. */
import { z } from 'zod';
import { builder, open, wire, type Customer } from '../src/index.ts';

export interface AcmeDetails {
  readonly provider: 'ACME';
  readonly tier: string | null;
}

/** A field that cannot be read is null and costs only itself; a record without its key is refused. */
export const wireCustomer = z.object({ id: wire.recordKey, name: wire.text, tier: wire.text });

export type WireCustomer = z.output<typeof wireCustomer>;

export function toCustomer({ id, name, tier }: WireCustomer): Customer<AcmeDetails> {
  return {
    key: id,
    reference: null,
    firstName: null,
    lastName: null,
    fullName: name,
    company: null,
    email: null,
    phone: null,
    billingAddress: null,
    shippingAddress: null,
    metadata: {},
    createdAt: null,
    updatedAt: null,
    deleted: false,
    unread: [],
    details: { provider: 'ACME', tier },
  };
}

export const details = builder.objectRef<AcmeDetails>('AcmeCustomerDetails').implement({
  description: 'What only Acme keeps.',
  fields: (t) => ({
    tier: t.exposeString('tier', {
      ...open,
      nullable: true,
      description: 'The tier. Null if the customer has none.',
    }),
  }),
});
