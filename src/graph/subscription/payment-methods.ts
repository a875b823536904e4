import type { Context } from '../../builder/context.ts';
import { builder, on } from '../../builder/builder.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { digest } from '../../gateway/ids.ts';
import type { State, Topic } from '../../gateway/live/topic.ts';
import { listPaymentMethods } from '../../gateway/payment-methods.ts';
import { readCustomer } from '../../gateway/reading.ts';
import { PaymentMethodConnection } from '../payment-method/payment-method.ts';
import { openId, type Opened } from '../shared/open-id.ts';
import { watch } from './subscription.ts';

/** How many are watched. */
const watchedMethods = 50;

builder.subscriptionField('paymentMethods', (t) =>
  t.field({
    ...on({
      scope: 'vault:payment-method:read',
      calls: 2,
      list: {
        assumedSize: watchedMethods,
        sizedFields: ['edges', 'nodes'],
        requireOneSlicingArgument: false,
      },
    }),
    type: PaymentMethodConnection,
    nullable: true,
    description: `The first ${watchedMethods} payment methods of a customer, whenever one comes, goes or changes; complete only if the customer is gone, or if its provider cannot list them. Null if the id names no customer of the caller, or one that is gone.`,
    args: { customerId: t.arg.id({ required: true, description: "The customer's id." }) },
    subscribe: async (_root, { customerId }, context) => {
      const opened = await openId(customerId, 'Customer', context);
      return watch(opened && topicOf({ account: opened.account, key: opened.target.key }, context), context);
    },
    resolve: async (_moment, { customerId }, context) => {
      const opened = await openId(customerId, 'Customer', context);
      const held = opened && (await readCustomer(context, opened.account, opened.target.key));
      return held && listPaymentMethods(listOf(held.account, held.customer.key, held.customer), context);
    },
  }),
);

function listOf(
  account: Opened['account'],
  customerKey: string,
  customer: Parameters<typeof listPaymentMethods>[0]['customer'],
) {
  return { account, customerKey, customer, first: watchedMethods, after: null };
}

interface WatchedCustomer {
  readonly account: Opened['account'];
  readonly key: string;
}

function topicOf({ account, key }: WatchedCustomer, { ids }: Pick<Context, 'ids'>): Topic {
  return {
    key: JSON.stringify(['PaymentMethods', account.key, key]),
    account: account.key,
    records: [key],
    ask: async ({ account: asked, loaders }): Promise<State> => {
      try {
        const { edges, sources, hasNextPage } = await listPaymentMethods(listOf(asked, key, null), {
          ids,
          loaders,
        });
        const methods = edges.map(({ node }) => node.method);
        const statuses = sources.map(({ status, unreadable }) => [status, unreadable]);
        return {
          print: digest(JSON.stringify([methods, statuses, hasNextPage])),
          isFinal: sources.every(({ status }) => status === 'UNSUPPORTED'),
          differsInMs: null,
          records: methods.map((method) => method.key),
        };
      } catch (error) {
        if (error instanceof NotFoundError) return { print: 'gone', isFinal: true, differsInMs: null };
        throw error;
      }
    },
  };
}
