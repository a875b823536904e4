/** What is used of GraphQL Hive's client library, which is installed by those who configure usage reports alone. */
declare module '@graphql-hive/core' {
  import type { DocumentNode, GraphQLSchema } from 'graphql';

  export function createHive(options: {
    readonly token: string;
    readonly selfHosting: {
      readonly graphqlEndpoint: string;
      readonly applicationUrl: string;
      readonly usageEndpoint: string;
    };
    readonly usage: { readonly target: string };
    readonly agent: {
      readonly name: string;
      readonly sendInterval: number;
      readonly maxSize: number;
      readonly timeout: number;
      readonly maxRetries: number;
      readonly circuitBreaker: boolean;
      readonly fetch: typeof fetch;
    };
  }): {
    readonly collectRequest: (request: {
      readonly args: {
        readonly schema: GraphQLSchema;
        readonly document: DocumentNode;
        readonly operationName: string | undefined;
      };
      readonly result: { readonly errors: readonly { readonly message: string }[] };
      /** In nanoseconds. */
      readonly duration: number;
    }) => void;
    readonly dispose: () => Promise<void>;
  };
}
