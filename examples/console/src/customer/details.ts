import type { WholeCustomerFragment } from '../graphql/graphql.ts';

interface Detail {
  readonly name: string;
  readonly value: string | null;
}

/** What only one provider keeps, with names to show; nothing for kinds that are added later. */
export function detailsOf(details: WholeCustomerFragment['details']): readonly Detail[] {
  switch (details?.__typename) {
    case 'BambooCustomerDetails':
      return [
        detail('Document type', details.documentTypeId?.toString()),
        detail('Document number', details.documentNumber),
      ];
    case 'BankingServiceCustomerDetails':
      return [detail('Profile', details.profileId)];
    case 'MonriCustomerDetails':
      return [detail('Description', details.description)];
    case 'VerifoneCustomerDetails':
      return [
        detail('Entity', details.entityId),
        detail('Form of address', details.title),
        detail('Phone at work', details.workPhone),
        detail('Language', details.language),
        detail('Company registration number', details.companyRegistrationNumber),
        detail('Tax identifier', details.taxIdentifier),
      ];
    case undefined:
    default:
      return [];
  }
}

function detail(name: string, value: string | null | undefined): Detail {
  return { name, value: value ?? null };
}
