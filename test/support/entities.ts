import type { Answer, RunningGraph } from './graph.ts';

/** What a supergraph sends for an object by its key. */
export type Representation = Readonly<Record<string, unknown>>;

export interface EntitiesAnswer extends Answer<{
  readonly entities: readonly (Readonly<Record<string, unknown>> | null)[];
}> {
  readonly extensions: Answer<unknown>['extensions'] & { readonly cost?: { readonly cost: number } };
}

const selections = `
  __typename
  ... on Customer { id }
  ... on PaymentMethod { id }
  ... on RegistrationLink { id }
  ... on ProviderAccount { id key }
  ... on PaymentProvider { code }`;

/** Asks as a gateway does. */
export async function askEntities(
  graph: RunningGraph,
  representations: readonly unknown[],
  { selection = selections, headers = {} }: { selection?: string; headers?: Record<string, string> } = {},
): Promise<EntitiesAnswer> {
  const query = `query($representations: [_Any!]!) { entities: _entities(representations: $representations) { ${selection} } }`;
  const response = await graph.send(
    { query, variables: { representations } },
    { 'x-vaultgraph-cost': '1', ...headers },
  );
  return response.json();
}

/** Real objects of every type that has a key. */
export async function readKeys(graph: RunningGraph): Promise<Readonly<Record<string, Representation>>> {
  const query = `mutation($link: CreateRegistrationLinkInput!) {
    createRegistrationLink(input: $link) { ... on CreateRegistrationLinkSuccess { registrationLink { __typename id } } }
  }`;
  const customer = { merchantReference: 'entity', email: 'a@example.com', firstName: 'A', lastName: 'B' };
  const link = { provider: 'BAMBOO', customer };
  const made = await (await graph.send({ query, variables: { link } })).json();
  const reading = `{
    customers(accounts: ["monri-1"], first: 1) {
      nodes { __typename id account { __typename id } paymentMethods(first: 1) { nodes { __typename id } } }
    }
  }`;
  const { data } = await (await graph.send({ query: reading })).json();
  const [{ account, paymentMethods, ...read }] = data.customers.nodes;
  return {
    Customer: read,
    PaymentMethod: paymentMethods.nodes[0],
    RegistrationLink: made.data.createRegistrationLink.registrationLink,
    ProviderAccount: account,
    PaymentProvider: { __typename: 'PaymentProvider', code: 'MONRI' },
  };
}
