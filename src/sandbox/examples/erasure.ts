// GraphiQL shows lines of 58 characters on a laptop's screen: none is longer.

export const planQuery = `# What an erasure would do, account by account: what is
# deleted, what is retained, and who can erase the rest.
query PlanErasure($customers: [ID!]!) {
  planErasure(customers: $customers) {
    records {
      account {
        displayName
      }
      fate
      because
      paymentMethods {
        fate
        because
      }
      notes
    }
  }
}
`;

export const eraseMutation = `# Erases a person in two vaults. It goes on by itself: run
# this again, and the same key shows how far it has come.
# Make an account fail at /faults before, and it waits.
mutation Erase($customers: [ID!]!) {
  eraseCustomers(
    input: {
      customers: $customers
      idempotencyKey: "graphiql-erase-1"
      reason: "Asked by letter."
    }
  ) {
    ... on EraseCustomersSuccess {
      replayed
      erasure {
        id
        status
        records {
          account {
            key
          }
          steps {
            subject
            state
            attempts
            because
          }
          nextTryAt
          notes
        }
      }
    }
    ... on VaultError {
      code
      message
      retryable
    }
  }
}
`;
