import type { Context } from '../../builder/context.ts';
import { builder, on } from '../../builder/builder.ts';
import type { Topic } from '../../gateway/live/topic.ts';
import type { HeldRegistrationLink } from '../../gateway/registration-writes.ts';
import { RegistrationLink } from '../registration-link/registration-link.ts';
import { expiryOf, statusOf, type RegistrationLinkStatus } from '../registration-link/status.ts';
import { openId } from '../shared/open-id.ts';
import { watch } from './subscription.ts';

builder.subscriptionField('registrationLink', (t) =>
  t.field({
    ...on({ scope: 'vault:link:create', calls: 1 }),
    type: RegistrationLink,
    nullable: true,
    description:
      'A registration as it comes along; complete as soon as it is registered, failed, ended or expired. Null if the id names no link of the caller.',
    args: { id: t.arg.id({ required: true, description: "The link's id." }) },
    subscribe: async (_root, { id }, context) => {
      const held = await find(id, context);
      return watch(held && topicOf(held, context), context);
    },
    resolve: (_moment, { id }, context) => find(id, context),
  }),
);

async function find(id: string, context: Context): Promise<HeldRegistrationLink | null> {
  const opened = await openId(id, 'RegistrationLink', context);
  return opened && { account: opened.account, link: opened.target.link };
}

const final: ReadonlySet<typeof RegistrationLinkStatus.$inferType> = new Set([
  'REGISTERED',
  'FAILED',
  'ENDED',
  'EXPIRED',
]);

function topicOf({ account, link }: HeldRegistrationLink, { now }: Pick<Context, 'now'>): Topic {
  const { customerKey, paymentMethodKey } = link;
  return {
    key: JSON.stringify(['RegistrationLink', account.key, link]),
    account: account.key,
    records: [customerKey, ...(paymentMethodKey === undefined ? [] : [paymentMethodKey])],
    ask: async ({ account: asked, loaders }) => {
      const held = { account: asked, link };
      const status = await statusOf(held, { freshLoaders: loaders, now });
      const leftMs = expiryOf(held).getTime() - now().getTime();
      return { print: status, isFinal: final.has(status), differsInMs: leftMs > 0 ? leftMs : null };
    },
  };
}
