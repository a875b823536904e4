const customerInput = '{ merchantReference: "customer-17" }';

/** What is refused to every shopper, whichever customer it names. */
export const deniedToShoppers: Readonly<Record<string, string>> = {
  'Query.customers': '{ customers { nodes { id } } }',
  'Query.findCustomers': '{ findCustomers(match: { email: "ana@example.com" }) { nodes { id } } }',
  'Query.exportPerson': 'query($id: ID!) { exportPerson(customers: [$id]) { json } }',
  'Query.planErasure': 'query($id: ID!) { planErasure(customers: [$id]) { records { fate } } }',
  'Query.providerAccounts': '{ providerAccounts { key } }',
  'Query.providerAccount': '{ providerAccount(key: "monri-1") { key } }',
  'ProviderAccount.customers': '{ viewer { customers { account { customers { nodes { id } } } } } }',
  'PaymentProvider.accounts': '{ paymentProvider(code: MONRI) { accounts { key } } }',
  'Mutation.createCustomer': `mutation { createCustomer(input: { provider: MONRI, account: "monri-1", customer: ${customerInput} }) { ...Code } }`,
  'Mutation.deleteCustomer': 'mutation($id: ID!) { deleteCustomer(input: { id: $id }) { ...Code } }',
  'Mutation.eraseCustomers':
    'mutation($id: ID!) { eraseCustomers(input: { customers: [$id], idempotencyKey: "erase" }) { ...Code } }',
  'Mutation.attachCustomerToPayment': `mutation { attachCustomerToPayment(input: { provider: BAMBOO, paymentId: "1", customer: ${customerInput} }) { ...Code } }`,
  'Mutation.createShopperToken':
    'mutation($id: ID!) { createShopperToken(input: { customers: [$id], scopes: [CUSTOMER_READ] }) { ...Code } }',
};
