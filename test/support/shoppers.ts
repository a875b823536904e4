import type { Scope } from '../../src/access/caller.ts';
import { startGraph, type RunningGraph } from './graph.ts';
import { accessFor } from './keys.ts';
import { subscribeTo } from './subscribing.ts';

/** Every scope that a shopper may have, as the graph names them. */
export const everyScope = [
  'CUSTOMER_READ',
  'CUSTOMER_PII',
  'CUSTOMER_WRITE',
  'PAYMENT_METHOD_READ',
  'PAYMENT_METHOD_DELETE',
  'LINK_CREATE',
] as const;

interface Body {
  readonly data: Record<string, never> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** A graph whose backend issues tokens for shoppers. */
export interface ShopGraph {
  readonly graph: RunningGraph;
  /** Asks as the backend, which may do everything. */
  readonly office: (query: string, variables?: object) => Promise<Body>;
  /** A token that the backend gets for the input. */
  readonly tokenFor: (input: object) => Promise<string>;
  /** Asks with a token, through a gateway, so that any document runs. Of a subscription it is the first event. */
  readonly shopper: (token: string, query: string, variables?: object) => Promise<Body>;
  readonly close: () => Promise<void>;
}

const keys = {
  office: ['*'],
  gateway: ['vault:explore'],
  reader: ['vault:customer:read', 'vault:shopper-token:create', 'vault:explore'],
} as const satisfies Record<string, readonly (Scope | '*')[]>;

export const createToken = `mutation($input: CreateShopperTokenInput!) { createShopperToken(input: $input) { __typename
  ... on CreateShopperTokenSuccess { token expiresAt }
  ... on InvalidInputError { issues { path code message } }
  ... on AccessDeniedError { requiredScopes message }
} }`;

export async function startShop(
  config: Record<string, unknown> = {},
  options: Parameters<typeof startGraph>[1] = {},
): Promise<ShopGraph> {
  const { access } = accessFor(keys);
  const limits = { shopperBudget: { points: 1_000_000_000, perSeconds: 60 } };
  const graph = await startGraph({ access: { ...access, shopperTokens: true }, limits, ...config }, options);
  const ask = async (headers: Record<string, string>, query: string, variables: object): Promise<Body> =>
    (await graph.send({ query, variables }, headers)).json();
  const office: ShopGraph['office'] = (query, variables = {}) =>
    ask({ 'x-api-key': 'office' }, query, variables);
  return {
    graph,
    office,
    tokenFor: async (input) => {
      const { data } = await office(createToken, { input: { scopes: everyScope, ...input } });
      const { token } = Object(data?.['createShopperToken']);
      if (typeof token === 'string') return token;
      throw new Error(`No token was issued: ${JSON.stringify(data)}`);
    },
    shopper: (token, query, variables = {}) => {
      const headers = { authorization: `Bearer ${token}`, 'x-vaultgraph-gateway-key': 'gateway' };
      return query.startsWith('subscription')
        ? firstOf({ url: graph.url, headers }, query, variables)
        : ask(headers, query, variables);
    },
    close: graph.close,
  };
}

async function firstOf(...asked: Parameters<typeof subscribeTo>): Promise<Body> {
  const { next, leave } = await subscribeTo(...asked);
  const event = await next();
  leave();
  if (event) return { ...event, data: event.data ? Object(event.data) : null };
  throw new Error('A subscription got no event.');
}
