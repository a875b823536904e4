import type { InputIssue } from '../../domain/errors.ts';
import type { Account } from '../../gateway/account.ts';
import type { HeldRegistrationLink } from '../../gateway/registration-writes.ts';
import { startRegistration } from '../../gateway/registrations.ts';
import type { Context } from '../../builder/context.ts';
import { builder, on, onlyLookedUp } from '../../builder/builder.ts';
import { AlreadyExists, createResultType, IdKeyUnknown, NotFound } from './failures.ts';
import { findAccount } from '../shared/find-account.ts';
import { requireId } from '../shared/open-id.ts';
import { findByReference, inputDescriptions, toWriteKey } from './mutation.ts';
import { RegistrationLinkProviderCode } from '../shared/provider-code.ts';
import {
  PayerBrowserInput,
  RegistrationMethodInput,
  toBrowser,
  toMethod,
} from '../registration-link/method-input.ts';
import { RegistrationCustomerInput } from '../registration-link/registration-input.ts';
import { RegistrationLink } from '../registration-link/registration-link.ts';
import { toResult } from './result.ts';

const CreateRegistrationLinkInput = builder.inputType('CreateRegistrationLinkInput', {
  description: 'The person or customer to register, and the account.',
  fields: (t) => ({
    provider: t.field({ type: RegistrationLinkProviderCode, required: true, description: 'The provider.' }),
    account: t.string({ description: inputDescriptions.account }),
    customer: t.field({
      type: RegistrationCustomerInput,
      description:
        'What is already known about the person, if the provider registers persons. Either this or `customerId`: the capability says which.',
    }),
    customerId: t.id({
      description:
        'The id of an existing customer, if the provider registers payment methods of its customers. Either this or `customer`.',
    }),
    method: t.field({
      type: RegistrationMethodInput,
      description: 'What to register. Required with `customerId`; not allowed with `customer`.',
    }),
    description: t.string({
      description: 'What the payer is shown. Only with `customerId`.',
    }),
    browser: t.field({
      type: PayerBrowserInput,
      description: "The payer's browser, only if the provider demands it.",
    }),
    validForMinutes: t.int({
      defaultValue: 15,
      description:
        'Minutes until the page stops working; or until this API stops showing it, if the provider ends no page by time.',
    }),
    idempotencyKey: t.string({ ...onlyLookedUp, description: inputDescriptions.idempotencyKey }),
  }),
});

const CreateRegistrationLinkSuccess = builder
  .objectRef<HeldRegistrationLink & { readonly replayed: boolean }>('CreateRegistrationLinkSuccess')
  .implement({
    description: 'A registration was started.',
    fields: (t) => ({
      registrationLink: t.field({
        type: RegistrationLink,
        nullable: false,
        description: 'The link, with its url.',
        resolve: (created) => created,
      }),
      replayed: t.exposeBoolean('replayed', { nullable: false, description: inputDescriptions.replayed }),
    }),
  });

const CreateRegistrationLinkResult = createResultType(
  'createRegistrationLink',
  CreateRegistrationLinkSuccess,
  [AlreadyExists, NotFound, IdKeyUnknown],
);

const scope = 'vault:link:create';

builder.mutationField('createRegistrationLink', (t) =>
  t.field({
    ...on({ forShoppers: true, needs: scope, calls: 1 }),
    type: CreateRegistrationLinkResult,
    nullable: true,
    description:
      'Starts a registration: returns a page of the provider where a person enters card data, which never pass through this API, or authorises a mandate.',
    args: {
      input: t.arg({
        type: CreateRegistrationLinkInput,
        required: true,
        description: 'The person or customer to register, and the account.',
      }),
    },
    resolve: (_root, { input }, context, info) => {
      const { customer, method, description, browser, validForMinutes } = input;
      return toResult({
        context,
        info,
        input,
        scope,
        work: async () => {
          const { account, customerKey, issues } = await findSubject(input, context);
          const request = {
            account,
            customerKey,
            issues,
            customer: customer ?? null,
            method: method ? toMethod(method) : null,
            description: description ?? null,
            browser: browser ? toBrowser(browser) : null,
            validForMinutes: validForMinutes ?? 15,
          };
          return startRegistration({ ...toWriteKey(input, info), ...request }, context);
        },
        made: ({ account, link }) => ({ type: 'RegistrationLink', account: account.key, link }),
        findExisting: async () =>
          findByReference(customer?.merchantReference, findAccount(context.accounts, input, []), context),
      });
    },
  }),
);

interface Subject {
  readonly account: Account;
  readonly customerKey: string | null;
  readonly issues: readonly InputIssue[];
}

/** Where to register; the account of an existing customer need not be named. */
async function findSubject(
  { provider, account: named, customerId }: typeof CreateRegistrationLinkInput.$inferInput,
  context: Context,
): Promise<Subject> {
  if (customerId === null || customerId === undefined) {
    const account = findAccount(context.accounts, { provider, account: named }, []);
    return { account, customerKey: null, issues: [] };
  }
  const { account: held, target } = await requireId(customerId, 'Customer', context);
  const isThere = held.provider === provider && (named ?? held.key) === held.key;
  const account = isThere ? held : findAccount(context.accounts, { provider, account: named }, []);
  const message = 'customerId names a customer of another account.';
  const issues: InputIssue[] = [{ path: ['customerId'], code: 'CONFLICTING', message }];
  return { account, customerKey: target.key, issues: isThere ? [] : issues };
}
