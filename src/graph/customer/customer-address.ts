import type { Address } from '../../domain/customer.ts';
import { builder } from '../../builder/builder.ts';

export const CustomerAddress = builder.objectRef<Address>('CustomerAddress').implement({
  description: 'A postal address.',
  fields: (t) => ({
    lines: t.stringList({
      nullable: false,
      description: 'Street lines in order.',
      resolve: ({ lines }) => [...lines],
    }),
    city: t.exposeString('city', { nullable: true, description: 'City. Null if unknown.' }),
    region: t.exposeString('region', {
      nullable: true,
      description: 'State, province or department, as the provider has it. Null if unknown.',
    }),
    postalCode: t.exposeString('postalCode', {
      nullable: true,
      description: 'Postal code. Null if unknown.',
    }),
    premise: t.exposeString('premise', {
      nullable: true,
      description:
        'House number, if the provider keeps it apart from the street; it is part of `lines` too. Null if it does not, or has none.',
    }),
    subPremise: t.exposeString('subPremise', {
      nullable: true,
      description:
        'Part of a house number such as a flat. Null if there is none or it is not kept as a separate field.',
    }),
    building: t.exposeString('building', {
      nullable: true,
      description: 'Name of a building. Null if there is none or it is not kept as a separate field.',
    }),
    country: t.exposeString('country', {
      nullable: true,
      description:
        'Country as the provider has it: a code at some, an English name at others. Null if unknown.',
    }),
    countryCode: t.expose('countryCode', {
      type: 'CountryCode',
      nullable: true,
      description: "Country as a code, if the provider's text is unambiguous. Null if it is not.",
    }),
  }),
});
