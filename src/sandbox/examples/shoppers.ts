export const tokenMutation = `# A credential for the browser of one shopper. It reaches
# this customer, whose id is under Variables below, and
# nothing else.
mutation TokenForShopper($id: ID!) {
  createShopperToken(
    input: {
      customers: [$id]
      scopes: [CUSTOMER_READ, PAYMENT_METHOD_READ]
      validForSeconds: 900
    }
  ) {
    ... on CreateShopperTokenSuccess {
      token
      expiresAt
    }
    ... on VaultError {
      code
      message
    }
  }
}
`;
