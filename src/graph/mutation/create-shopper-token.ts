import { hasScope, scopes, type Scope } from '../../access/caller.ts';
import { shopperScopes } from '../../access/shopper.ts';
import type { IssuedToken } from '../../access/shopper-tokens.ts';
import { builder, on } from '../../builder/builder.ts';
import type { Context } from '../../builder/context.ts';
import { AccessDeniedError } from '../../domain/errors.ts';
import { CustomerReferenceInput } from '../customer/customer-lookup.ts';
import { createResultType, IdKeyUnknown } from './failures.ts';
import { toResult } from './result.ts';
import { namesIn } from './shopper-names.ts';

const refused = 'Refused with its name: no shopper can have it';

const scopeDescriptions: Readonly<Record<Scope, string>> = {
  'vault:customer:read': 'Read the customers.',
  'vault:customer:pii': 'Read what of them is personal.',
  'vault:customer:write':
    "Change the customers, except for `merchantReference` and `metadata`, which are the merchant's.",
  'vault:payment-method:read': 'Read their payment methods.',
  'vault:payment-method:delete': 'Detach their payment methods.',
  'vault:link:create': 'Register payment methods for them.',
  'vault:customer:find': `${refused}, because it finds others.`,
  'vault:customer:delete': `${refused}; ask the merchant to delete a customer.`,
  'vault:payment-method:bin': `${refused}.`,
  'vault:payment-method:token': `${refused}, because a token charges the payment method.`,
  'vault:shopper-token:create': `${refused}.`,
  'vault:export': `${refused}.`,
  'vault:erase': `${refused}; ask the merchant to erase a customer.`,
  'vault:explore': `${refused}: shoppers send trusted documents.`,
  'vault:trace': `${refused}.`,
};

/** As an enum names it: `CUSTOMER_READ` for `vault:customer:read`. */
function nameOf(one: Scope): string {
  return one.replace('vault:', '').replaceAll(/[:-]/g, '_').toUpperCase();
}

const ShopperScopeEnum = builder.enumType('ShopperScope', {
  description: 'A scope that a shopper can be given. It covers only the customers of the token.',
  values: Object.fromEntries(
    scopes.map((one) => [nameOf(one), { value: one, description: scopeDescriptions[one] }]),
  ),
});

const CreateShopperTokenInput = builder.inputType('CreateShopperTokenInput', {
  description:
    'The customers that a token reaches, its scopes, and how long it is valid. It names 1 to 10 customers in all.',
  fields: (t) => ({
    customers: t.idList({
      description: 'The records of one person, at one vault or several. None if it is absent or null.',
    }),
    references: t.field({
      type: [CustomerReferenceInput],
      description:
        'The same by the merchant’s reference, for who need not be in the vault yet. None if it is absent or null.',
    }),
    scopes: t.field({
      type: [ShopperScopeEnum],
      required: true,
      description: 'What the token allows; each of them must be a scope of the caller.',
    }),
    validForSeconds: t.int({
      required: true,
      defaultValue: 900,
      description: 'For how long, 60 to 3600 seconds.',
    }),
  }),
});

const CreateShopperTokenSuccess = builder.objectRef<IssuedToken>('CreateShopperTokenSuccess').implement({
  description: 'A token was issued. Nothing is stored for it, and it cannot be taken back before it expires.',
  fields: (t) => ({
    token: t.exposeString('token', {
      nullable: false,
      description:
        'To be sent as `Authorization: Bearer …` by the page of this shopper. A credential: never log it.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: false,
      description: 'When it expires.',
    }),
  }),
});

const CreateShopperTokenResult = createResultType('createShopperToken', CreateShopperTokenSuccess, [
  IdKeyUnknown,
]);

const scope = 'vault:shopper-token:create';

builder.mutationField('createShopperToken', (t) =>
  t.field({
    ...on({ needs: scope }),
    type: CreateShopperTokenResult,
    nullable: true,
    description:
      'Issues a credential for the browser of one shopper, which reaches the named customers, what belongs to them and nothing else. No provider is asked, so that a customer need not exist. Only if the operator has switched on `access.shopperTokens`.',
    args: {
      input: t.arg({
        type: CreateShopperTokenInput,
        required: true,
        description: 'The customers that the token reaches, its scopes, and how long it is valid.',
      }),
    },
    resolve: (_root, { input }, context, info) =>
      toResult({
        context,
        info,
        input,
        scope,
        work: async () => ({ ...(await issue(input, context)), replayed: false }),
      }),
  }),
);

async function issue(
  input: typeof CreateShopperTokenInput.$inferInput,
  context: Context,
): Promise<IssuedToken> {
  const { caller, issueShopperToken } = context;
  if (!issueShopperToken) throw new AccessDeniedError([], 'Shopper tokens are not switched on.');
  const names = await namesIn(input, context);
  const missing = input.scopes.find((wanted) => !hasScope(caller, wanted));
  if (missing) throw new AccessDeniedError([missing]);
  const { validForSeconds } = input;
  return issueShopperToken({
    ...names,
    tenant: caller.tenant,
    scopes: shopperScopes.filter((wanted) => input.scopes.includes(wanted)),
    validForSeconds,
  });
}
