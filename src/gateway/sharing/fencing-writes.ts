import type { Vault } from '../../port.ts';
import type { Barrier } from './barrier.ts';

/** A vault of which each write raises the barrier when it begins and when it ends, however it ends. */
export function fencingWrites(vault: Vault, barrier: Barrier): Vault {
  const { createCustomer, updateCustomer, deleteCustomer, deletePaymentMethod } = vault;
  const { createRegistrationLink, registerPaymentMethod, attachCustomerToPayment } = vault;
  const fenced =
    <Asked extends readonly unknown[], Result>(write: (...asked: Asked) => Promise<Result>) =>
    async (...asked: Asked): Promise<Result> => {
      barrier.raise();
      try {
        return await write(...asked);
      } finally {
        barrier.raise();
      }
    };
  return {
    ...vault,
    ...(createCustomer && { createCustomer: fenced(createCustomer) }),
    ...(updateCustomer && { updateCustomer: fenced(updateCustomer) }),
    ...(deleteCustomer && { deleteCustomer: fenced(deleteCustomer) }),
    ...(deletePaymentMethod && { deletePaymentMethod: fenced(deletePaymentMethod) }),
    ...(createRegistrationLink && { createRegistrationLink: fenced(createRegistrationLink) }),
    ...(registerPaymentMethod && { registerPaymentMethod: fenced(registerPaymentMethod) }),
    ...(attachCustomerToPayment && { attachCustomerToPayment: fenced(attachCustomerToPayment) }),
  };
}
