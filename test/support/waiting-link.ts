import { recurring } from './registering.ts';

/** A link at bankingservice.ai that is not used yet. */
export interface WaitingLink {
  readonly id: string;
  /** The vendor's key of its payment method. */
  readonly method: string;
}

const creating = `mutation ($input: CreateRegistrationLinkInput!) {
  createRegistrationLink(input: $input) { ... on CreateRegistrationLinkSuccess { registrationLink { id url } } }
}`;

/** Makes one, for the first customer there is, as a client does that has nothing but the graph's address. */
export async function createWaitingLink(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<WaitingLink> {
  const ask = async (query: string, variables: object = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()).data;
  };
  const { customers } = await ask('{ customers(first: 1, accounts: ["banking-service"]) { nodes { id } } }');
  const method = { kind: 'OPEN_BANKING', recurring };
  const input = { provider: 'BANKING_SERVICE', customerId: customers.nodes[0].id, method };
  const { createRegistrationLink } = await ask(creating, { input });
  const { registrationLink: link } = createRegistrationLink;
  return { id: link.id, method: link.url.split('/').at(-1) };
}
