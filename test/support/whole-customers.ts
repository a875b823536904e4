import { expect } from 'vitest';
import type { CustomerCreatingProviderCode, CustomerFieldsInput } from '../graphql/graphql.ts';
import { blankAddress, type Place } from './writing.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const address = { city: 'Zagreb', postalCode: '10000', countryCode: 'HR' };
const keptAddress = { ...blankAddress, ...address, country: 'HR' };

/** A customer that one provider keeps, with everything it has a place for. */
interface WholeCustomer {
  readonly place: Place & { readonly provider: CustomerCreatingProviderCode; readonly index: number };
  /** Every field the provider can store. */
  readonly customer: CustomerFieldsInput;
  /** How it is read, if it is created and nothing else is known. */
  readonly kept: object;
  /** The least the provider takes. */
  readonly least: CustomerFieldsInput;
  /** How that is read. */
  readonly blank: object;
  /** The one request that creates it. */
  readonly sent: string;
}

export const monri: WholeCustomer = {
  place: { provider: 'MONRI', account: 'monri-2', index: 1 },
  customer: {
    merchantReference: 'guest/7 ü',
    fullName: 'Ana Horvat',
    email: 'ana@example.com',
    phone: '+385 1 555 0142',
    description: 'Comes every summer',
    billingAddress: { ...address, lines: ['Ilica 1', 'Stair 2'] },
    metadata: [
      { key: 'visits', value: 3 },
      { key: 'plan', value: 'gold' },
      { key: 'isVip', value: true },
    ],
  },
  kept: {
    merchantReference: 'guest/7 ü',
    fullName: 'Ana Horvat',
    email: 'ana@example.com',
    phone: '+385 1 555 0142',
    billingAddress: { ...keptAddress, lines: ['Ilica 1, Stair 2'] },
    metadata: [
      { key: 'isVip', value: true },
      { key: 'plan', value: 'gold' },
      { key: 'visits', value: 3 },
    ],
    createdAt: expect.stringMatching(instant),
    updatedAt: expect.stringMatching(instant),
    details: { __typename: 'MonriCustomerDetails', description: 'Comes every summer', deletedAt: null },
  },
  least: {},
  blank: {
    createdAt: expect.stringMatching(instant),
    updatedAt: expect.stringMatching(instant),
    details: { __typename: 'MonriCustomerDetails', description: null, deletedAt: null },
  },
  sent: 'POST /v2/customers',
};

const names = { firstName: 'Ana', lastName: 'Horvat' };

const verifoneDetails = {
  __typename: 'VerifoneCustomerDetails',
  entityId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  title: null,
  verifoneLanguage: null,
  companyRegistrationNumber: null,
  workPhone: null,
  taxIdentifier: null,
  middleName: null,
  billingPhone: null,
  shippingFirstName: null,
  shippingMiddleName: null,
  shippingLastName: null,
  shippingPhone: null,
};

const verifonePeople = {
  middleName: 'Marija',
  billingPhone: '+385 1 555-0146',
  shippingFirstName: 'Ivo',
  shippingMiddleName: 'Ante',
  shippingLastName: 'Babić',
  shippingPhone: '+385 1 555-0148',
};

export const verifone: WholeCustomer = {
  place: { provider: 'VERIFONE', account: 'verifone-2', index: 1 },
  customer: {
    ...names,
    company: 'Rambla d.o.o.',
    email: 'ana@example.com',
    phone: '+385 1 555-0142',
    title: 'Prof. Dr.',
    workPhone: '+385 (1) 555-0144',
    language: 'hr',
    companyRegistrationNumber: '34179503',
    taxIdentifier: '123456789',
    ...verifonePeople,
    billingAddress: { ...address, region: 'Grad Zagreb', lines: ['Ilica 1', 'Stair 2', 'Door 3'] },
    shippingAddress: { lines: ['Hoofdweg 4'], countryCode: 'NL' },
  },
  kept: {
    ...names,
    fullName: 'Ana Horvat',
    company: 'Rambla d.o.o.',
    email: 'ana@example.com',
    phone: '+385 1 555-0142',
    billingAddress: { ...keptAddress, region: 'Grad Zagreb', lines: ['Ilica 1', 'Stair 2', 'Door 3'] },
    shippingAddress: { ...blankAddress, lines: ['Hoofdweg 4'], country: 'NL', countryCode: 'NL' },
    createdAt: expect.stringMatching(instant),
    updatedAt: expect.stringMatching(instant),
    details: {
      ...verifoneDetails,
      title: 'Prof. Dr.',
      verifoneLanguage: 'hr',
      companyRegistrationNumber: '34179503',
      workPhone: '+385 (1) 555-0144',
      taxIdentifier: '123456789',
      ...verifonePeople,
    },
  },
  least: names,
  blank: {
    ...names,
    fullName: 'Ana Horvat',
    createdAt: expect.stringMatching(instant),
    updatedAt: expect.stringMatching(instant),
    details: verifoneDetails,
  },
  sent: 'POST /oidc/customer-service/v2/customer',
};

const profileId = 'profile_c4f5e275fed234c98b38f90231';
const bankingServiceDetails = { __typename: 'BankingServiceCustomerDetails', profileId };

export const bankingService: WholeCustomer = {
  place: { provider: 'BANKING_SERVICE', account: 'banking-service', index: 0 },
  customer: {
    ...names,
    company: 'Polder B.V.',
    email: 'ana@example.com',
    phone: '+31 20 555 0142',
    billingAddress: {
      ...address,
      region: 'Grad Zagreb',
      lines: ['Ilica'],
      premise: '58',
      subPremise: 'A',
      building: 'Toren Oost',
    },
  },
  kept: {
    ...names,
    fullName: 'Ana Horvat',
    company: 'Polder B.V.',
    email: 'ana@example.com',
    phone: '+31 20 555 0142',
    billingAddress: {
      ...keptAddress,
      region: 'Grad Zagreb',
      lines: ['Ilica 58 A', 'Toren Oost'],
      premise: '58',
      subPremise: 'A',
      building: 'Toren Oost',
    },
    createdAt: expect.stringMatching(instant),
    details: bankingServiceDetails,
  },
  least: {},
  blank: { createdAt: expect.stringMatching(instant), details: bankingServiceDetails },
  sent: `POST /v1/profiles/${profileId}/customers`,
};

export const wholeCustomers = [monri, verifone, bankingService];
