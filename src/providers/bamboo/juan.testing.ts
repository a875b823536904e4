import type { RegistrationCustomer } from '../../domain/customer-input.ts';

/** The person of the documentation's example. */
export const juan: RegistrationCustomer = {
  merchantReference: 'juan.perez@gmail.com',
  email: 'juan.perez@gmail.com',
  firstName: 'Juan',
  lastName: 'Pérez',
  documentTypeId: 2,
  documentNumber: '11211234',
  phone: '27101234',
  billingAddress: {
    lines: ['Rambla 1234'],
    city: 'Montevideo',
    region: 'Montevideo',
    postalCode: '11300',
    countryCode: 'UY',
  },
};
