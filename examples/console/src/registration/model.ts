import type { RegistrationCustomerInput } from '../graphql/graphql.ts';

/** What the form of a registration link holds. */
export interface RegistrationDraft {
  readonly merchantReference: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly documentTypeId: string;
  readonly documentNumber: string;
}

export const emptyRegistration: RegistrationDraft = {
  merchantReference: '',
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  documentTypeId: '',
  documentNumber: '',
};

/** What is filled in. Whether it is right is for the graph to say, of all of it at once. */
export function toRegistration({ documentTypeId, ...texts }: RegistrationDraft): RegistrationCustomerInput {
  const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return {
    merchantReference: '',
    ...Object.fromEntries(filled.map(([name, text]) => [name, text.trim()])),
    ...(documentTypeId === '' ? {} : { documentTypeId: Number(documentTypeId) }),
  };
}
