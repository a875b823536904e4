import type { WholeCustomerFragment } from '../graphql/graphql.ts';

interface Detail {
  /** The field of the details that holds it. */
  readonly field: string;
  readonly name: string;
  readonly value: string | null;
}

/** What only one provider keeps, with names to show; nothing for kinds that are added later. */
export function detailsOf(details: WholeCustomerFragment['details']): readonly Detail[] {
  switch (details?.__typename) {
    case 'BambooCustomerDetails':
      return [
        detail('documentTypeId', 'Document type', details.documentTypeId?.toString()),
        detail('documentNumber', 'Document number', details.documentNumber),
      ];
    case 'BankingServiceCustomerDetails':
      return [detail('profileId', 'Profile', details.profileId)];
    case 'MonriCustomerDetails':
      return [detail('description', 'Description', details.description)];
    case 'VerifoneCustomerDetails':
      return [
        detail('entityId', 'Entity', details.entityId),
        detail('title', 'Form of address', details.title),
        detail('workPhone', 'Phone at work', details.workPhone),
        detail('language', 'Language', details.language),
        detail('companyRegistrationNumber', 'Company registration number', details.companyRegistrationNumber),
        detail('taxIdentifier', 'Tax identifier', details.taxIdentifier),
        detail('middleName', 'Middle name', details.middleName),
        detail('billingPhone', 'Phone at the billing address', details.billingPhone),
        detail('shippingFirstName', 'Recipient’s given name', details.shippingFirstName),
        detail('shippingMiddleName', 'Recipient’s middle name', details.shippingMiddleName),
        detail('shippingLastName', 'Recipient’s family name', details.shippingLastName),
        detail('shippingPhone', 'Phone at the shipping address', details.shippingPhone),
      ];
    case undefined:
    default:
      return [];
  }
}

/** When a customer that its provider still shows was deleted; null if it was not, or the provider does not say. */
export function deletedAtOf(details: WholeCustomerFragment['details']): string | null {
  return details?.__typename === 'MonriCustomerDetails' ? (details.deletedAt ?? null) : null;
}

function detail(field: string, name: string, value: string | null | undefined): Detail {
  return { field, name, value: value ?? null };
}
