import type { ShopGraph } from './shoppers.ts';

/** A customer, with an id of everything that belongs to it. */
export interface Person {
  readonly provider: string;
  readonly account: string;
  readonly key: string;
  readonly id: string;
  readonly reference: string | null;
  readonly methodId: string | null;
  /** A place in the list of payment methods. */
  readonly cursor: string | null;
  readonly linkId: string | null;
}

const accounts = [
  ['MONRI', 'monri-1', 0],
  ['MONRI', 'monri-2', 1],
  ['VERIFONE', 'verifone-1', 0],
  ['BANKING_SERVICE', 'banking-service', 0],
  ['BAMBOO', 'bamboo', 0],
] as const;

const read = `query($by: CustomerLookupInput!) { customer(by: $by) { id merchantReference
  paymentMethods(first: 1) { nodes { id } pageInfo { endCursor } } } }`;
const link = `mutation($input: CreateRegistrationLinkInput!) { createRegistrationLink(input: $input) {
  ... on CreateRegistrationLinkSuccess { registrationLink { id } } } }`;

/** The first customer of each account, and the next two of each. */
export async function people(shop: ShopGraph): Promise<readonly [Person[], Person[]]> {
  const all = await Promise.all(
    accounts.map(async ([provider, account, index]) => {
      const keys = shop.graph.keysOf(provider, index).slice(0, 3);
      return Promise.all(keys.map((key) => personOf(shop, { provider, account, key })));
    }),
  );
  return [all.flatMap(([first]) => first ?? []), all.flatMap(([, ...others]) => others)];
}

async function personOf(shop: ShopGraph, at: Pick<Person, 'provider' | 'account' | 'key'>): Promise<Person> {
  const { provider, account, key } = at;
  const { data } = await shop.office(read, {
    by: { providerCustomerId: { provider, account, customerId: key } },
  });
  const { id, merchantReference, paymentMethods } = Object(data?.['customer']);
  const person = {
    ...at,
    id,
    reference: merchantReference,
    methodId: paymentMethods.nodes[0]?.id ?? null,
    cursor: paymentMethods.pageInfo.endCursor,
  };
  return { ...person, linkId: await linkOf(shop, person) };
}

async function linkOf(
  shop: ShopGraph,
  { provider, account, id, reference }: Omit<Person, 'linkId'>,
): Promise<string | null> {
  const subjects: Readonly<Record<string, object>> = {
    BAMBOO: { customer: { merchantReference: reference } },
    BANKING_SERVICE: { customerId: id, method: { kind: 'CARD' }, description: 'For later payments' },
  };
  const subject = subjects[provider];
  if (!subject) return null;
  const { data } = await shop.office(link, { input: { provider, account, ...subject } });
  return Object(data?.['createRegistrationLink']).registrationLink.id;
}

/** The same with ids, key and reference that no record has. */
export function madeUpLike(person: Person): Person {
  const forged = (id: string) => `${id.slice(0, 5)}${'A'.repeat(64)}`;
  const orNull = (id: string | null) => id && forged(id);
  return {
    ...person,
    key: '00000000-0000-4000-8000-000000000000',
    id: forged(person.id),
    reference: person.reference && 'unknown',
    methodId: orNull(person.methodId),
    cursor: orNull(person.cursor),
    linkId: orNull(person.linkId),
  };
}
