import { noIssues, type Issues } from '../failure/issues.ts';
import type { RegistrationCustomerInput } from '../graphql/graphql.ts';

/** What the form of a registration link holds about the person. */
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

/** The form that a link was asked for from. */
export function draftOfRegistration(customer: RegistrationCustomerInput): RegistrationDraft {
  const { merchantReference, firstName, lastName, email, phone, documentTypeId, documentNumber } = customer;
  return {
    merchantReference,
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    email: email ?? '',
    phone: phone ?? '',
    documentTypeId: documentTypeId?.toString() ?? '',
    documentNumber: documentNumber ?? '',
  };
}

/** What the graph could not even be asked with: numbers that are no whole ones, or larger than any it takes. */
export function mistakesIn(draft: RegistrationDraft, minutes: string): Issues {
  const ofPerson = personMistakesIn(draft);
  return isWholeNumber(minutes) ? ofPerson : new Map([['validForMinutes', [notWhole]], ...ofPerson]);
}

/** The same of the person alone. */
export function personMistakesIn({ documentTypeId }: RegistrationDraft): Issues {
  const isRight = documentTypeId === '' || isWholeNumber(documentTypeId);
  return isRight ? noIssues : new Map([['documentTypeId', [notWhole]]]);
}

const largest = 2_147_483_647;
const notWhole = `Must be a whole number, ${largest.toLocaleString('en-GB')} at most.`;

function isWholeNumber(text: string): boolean {
  return /^-?\d+$/.test(text.trim()) && Math.abs(Number(text)) <= largest;
}
