import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from './graphql/index.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const inFull = graphql(`
  query CustomerInFull($by: CustomerLookupInput!) {
    customer(by: $by) {
      provider
      account {
        key
      }
      providerCustomerId
      merchantReference
      firstName
      lastName
      fullName
      company
      email
      phone
      billingAddress {
        ...WholeAddress
      }
      shippingAddress {
        ...WholeAddress
      }
      metadata {
        key
        value
      }
      createdAt
      updatedAt
      viewerCanUpdate
      viewerCanDelete
      details {
        __typename
        ... on BambooCustomerDetails {
          documentTypeId
          documentNumber
        }
        ... on BankingServiceCustomerDetails {
          profileId
        }
        ... on MonriCustomerDetails {
          description
          deletedAt
        }
        ... on VerifoneCustomerDetails {
          entityId
          title
          verifoneLanguage: language
          companyRegistrationNumber
          workPhone
          taxIdentifier
          middleName
          billingPhone
          shippingFirstName
          shippingMiddleName
          shippingLastName
          shippingPhone
        }
      }
    }
  }

  fragment WholeAddress on CustomerAddress {
    lines
    city
    region
    postalCode
    premise
    subPremise
    building
    country
    countryCode
  }
`);

const examples = {
  BAMBOO: { account: 'bamboo', customerId: 'juan.perez@gmail.com' },
  BANKING_SERVICE: { account: 'banking-service', customerId: 'text' },
  MONRI: { account: 'monri-1', customerId: '4b281da4-d145-4233-b957-2018cf9aa0fb' },
  VERIFONE: { account: 'verifone-1', customerId: '3f1c9a52-7d64-4b0e-9c3a-5e8f2b6d1a70' },
} as const;

async function read(provider: keyof typeof examples) {
  const by = { providerCustomerId: { provider, ...examples[provider] } };
  const { data, errors } = await graph.query(inFull, { by });
  expect(errors).toBeUndefined();
  return data?.customer;
}

describe("the vendors' example customers, every field", () => {
  const noParts = { premise: null, subPremise: null, building: null };

  it('is read from Bamboo, the country as a name and as a code', async () => {
    expect(await read('BAMBOO')).toEqual({
      provider: 'BAMBOO',
      account: { key: 'bamboo' },
      providerCustomerId: 'juan.perez@gmail.com',
      merchantReference: 'juan.perez@gmail.com',
      firstName: 'Juan',
      lastName: 'Pérez',
      fullName: 'Juan Pérez',
      company: null,
      email: 'juan.perez@gmail.com',
      phone: '27101234',
      billingAddress: {
        lines: ['Rambla 1234'],
        city: 'Montevideo',
        region: 'Montevideo',
        postalCode: '11300',
        ...noParts,
        country: 'Uruguay',
        countryCode: 'UY',
      },
      shippingAddress: null,
      metadata: [],
      createdAt: null,
      updatedAt: null,
      viewerCanUpdate: false,
      viewerCanDelete: true,
      details: { __typename: 'BambooCustomerDetails', documentTypeId: 2, documentNumber: '11211234' },
    });
  });

  it('is read from bankingservice.ai, the house number in the lines and apart', async () => {
    expect(await read('BANKING_SERVICE')).toEqual({
      provider: 'BANKING_SERVICE',
      account: { key: 'banking-service' },
      providerCustomerId: 'text',
      merchantReference: null,
      firstName: 'text',
      lastName: 'text',
      fullName: 'text text',
      company: 'text',
      email: 'text',
      phone: '318000201068',
      billingAddress: {
        lines: ['text 58 A', 'text'],
        city: 'Hoofddorp',
        region: 'Noord-Holland',
        postalCode: 'text',
        premise: '58',
        subPremise: 'A',
        building: 'text',
        country: 'NL',
        countryCode: 'NL',
      },
      shippingAddress: null,
      metadata: [],
      createdAt: '2024-09-25T12:01:00.103Z',
      updatedAt: null,
      viewerCanUpdate: true,
      viewerCanDelete: true,
      details: {
        __typename: 'BankingServiceCustomerDetails',
        profileId: expect.stringMatching(/^profile_/),
      },
    });
  });

  it('is read from Monri, one name and never split', async () => {
    expect(await read('MONRI')).toEqual({
      provider: 'MONRI',
      account: { key: 'monri-1' },
      providerCustomerId: '4b281da4-d145-4233-b957-2018cf9aa0fb',
      merchantReference: 'customer-id-1234',
      firstName: null,
      lastName: null,
      fullName: 'Test',
      company: null,
      email: 'email@email.com',
      phone: null,
      billingAddress: {
        lines: [],
        city: null,
        region: null,
        postalCode: '71000',
        ...noParts,
        country: 'BA',
        countryCode: 'BA',
      },
      shippingAddress: null,
      metadata: [{ key: 'key', value: 'value' }],
      createdAt: '2019-02-12T11:22:33.000Z',
      updatedAt: '2019-02-12T11:22:33.000Z',
      viewerCanUpdate: true,
      viewerCanDelete: true,
      details: { __typename: 'MonriCustomerDetails', description: 'Customer', deletedAt: null },
    });
  });

  it('is read from Verifone, three lines for each of two addresses', async () => {
    expect(await read('VERIFONE')).toEqual({
      provider: 'VERIFONE',
      account: { key: 'verifone-1' },
      providerCustomerId: '3f1c9a52-7d64-4b0e-9c3a-5e8f2b6d1a70',
      merchantReference: null,
      firstName: 'Zoë',
      lastName: "O'Neill",
      fullName: "Zoë O'Neill",
      company: 'Lighthouse Trading',
      email: 'zoe.oneill@example.com',
      phone: '+1 216 555 0142',
      billingAddress: {
        lines: ['1300 Superior Avenue East', 'Suite 400', 'North Tower'],
        city: 'Cleveland',
        region: 'OH',
        postalCode: '44114',
        ...noParts,
        country: 'US',
        countryCode: 'US',
      },
      shippingAddress: {
        lines: ['Hoofdweg 667', 'Dock 3', 'Attention: reception'],
        city: 'Hoofddorp',
        region: 'Noord-Holland',
        postalCode: '2131 BC',
        ...noParts,
        country: 'NL',
        countryCode: 'NL',
      },
      metadata: [],
      createdAt: '2024-12-12T10:40:00.000Z',
      updatedAt: '2025-02-03T08:15:30.250Z',
      viewerCanUpdate: true,
      viewerCanDelete: true,
      details: {
        __typename: 'VerifoneCustomerDetails',
        entityId: 'b2a7d0c4-1e35-4f68-8a9b-6c0d3e5f7a21',
        title: 'Dr.',
        verifoneLanguage: 'en',
        companyRegistrationNumber: '34179503',
        workPhone: '+1 (216) 555-0199',
        taxIdentifier: '123456789',
        middleName: 'Anne',
        billingPhone: '+1 (216) 555-0142',
        shippingFirstName: 'Jürgen',
        shippingMiddleName: 'Karl',
        shippingLastName: 'de Vries',
        shippingPhone: '+31 23 555 0178',
      },
    });
  });
});
