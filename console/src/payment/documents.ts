import { createWrites } from '../failure/kept-writes.ts';
import { graphql } from '../graphql/index.ts';

export const attachments = createWrites(
  'Attaching a customer to a payment',
  graphql(`
    mutation AttachCustomerToPayment($input: AttachCustomerToPaymentInput!) {
      attachCustomerToPayment(input: $input) {
        ... on AttachCustomerToPaymentSuccess {
          replayed
          paymentLink {
            paymentId
            url
            validForMinutes
          }
        }
        ...FailureParts
      }
    }
  `),
);
