/** What the fields of a customer that are one text are called. */
export const textLabels = {
  fullName: 'Name',
  firstName: 'Given name',
  lastName: 'Family name',
  company: 'Company',
  title: 'Form of address',
  merchantReference: 'Merchant’s reference',
  email: 'E-mail address',
  phone: 'Phone',
  workPhone: 'Phone at work',
  language: 'Language',
  taxIdentifier: 'Tax identifier',
  companyRegistrationNumber: 'Company registration number',
  middleName: 'Middle name',
  billingPhone: 'Phone at the billing address',
  shippingFirstName: 'Recipient’s given name',
  shippingMiddleName: 'Recipient’s middle name',
  shippingLastName: 'Recipient’s family name',
  shippingPhone: 'Phone at the shipping address',
  description: 'Description',
} as const;

/** What the parts of an address are called. */
export const partLabels = {
  building: 'Building',
  lines: 'Street lines',
  premise: 'House number',
  subPremise: 'Flat',
  postalCode: 'Postal code',
  city: 'City',
  region: 'Region',
  countryCode: 'Country',
} as const;

const addressLabels = { billingAddress: 'Billing address', shippingAddress: 'Shipping address' } as const;

/** What a field is called, for people; its path if no form shows it. */
export function labelOf(path: string): string {
  const [name = '', part] = path.split('.');
  if (name === 'billingAddress' || name === 'shippingAddress') {
    const partLabel = Object.entries(partLabels).find(([key]) => key === part)?.[1];
    return partLabel ? `${addressLabels[name]}, ${partLabel.toLowerCase()}` : addressLabels[name];
  }
  if (path.startsWith('metadata.')) return `Metadata, ${path.slice('metadata.'.length)}`;
  return Object.entries(textLabels).find(([key]) => key === path)?.[1] ?? others[path] ?? path;
}

const others: Readonly<Record<string, string>> = {
  account: 'Account',
  metadata: 'Metadata',
  paymentId: 'Payment',
  documentNumber: 'Document number',
  documentTypeId: 'Document type',
  validForMinutes: 'Valid for',
  'method.kind': 'Kind',
  'method.recurring.amount': 'Amount',
  'method.recurring.currency': 'Currency',
  'method.recurring.frequency': 'How often',
  'method.recurring.dayOfExecution': 'Day',
  'method.recurring.monthOfExecution': 'Month',
  'method.recurring.startAt': 'From',
  'method.recurring.endAt': 'Until',
};

/** How an input is found by its path, from a summary of mistakes for instance. */
export function inputId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

/** What a provider insists on, as a sentence: `company | firstName lastName` is one of two ways. */
export function requirementOf(required: string): string {
  return required
    .split(' | ')
    .map((names) => names.split(' ').map(labelOf).join(' and '))
    .join(', or ');
}
