import { builder, phoneNumber } from '../../builder/builder.ts';
import { CustomerAddressInput } from '../customer/customer-input.ts';

export const RegistrationCustomerInput = builder.inputType('RegistrationCustomerInput', {
  description: 'What is already known about the person who will register or pay.',
  fields: (t) => ({
    merchantReference: t.string({
      required: true,
      description:
        "The merchant's own reference; becomes the customer's identifier at the provider. Prefer something that is not an e-mail address.",
    }),
    email: t.string({ description: 'E-mail address.' }),
    firstName: t.string({ description: 'Given name.' }),
    lastName: t.string({ description: 'Family name.' }),
    phone: t.string({ ...phoneNumber, description: 'Phone number.' }),
    documentTypeId: t.int({ description: "The provider's document type number." }),
    documentNumber: t.string({ description: 'Number of the identity document.' }),
    billingAddress: t.field({ type: CustomerAddressInput, description: 'Billing address.' }),
    shippingAddress: t.field({ type: CustomerAddressInput, description: 'Shipping address.' }),
  }),
});
