import { createMutation, patchMutation, registerMutation } from './example-mutations.ts';
import {
  bambooQuery,
  bankingServiceQuery,
  failureQuery,
  firstQuery,
  monriQuery,
  pagingQuery,
  traceQuery,
  verifoneQuery,
} from './example-queries.ts';

/** A document GraphiQL opens with. */
export interface Tab {
  readonly query: string;
  readonly variables?: string;
  readonly headers?: string;
}

/** An example of everything, in the order in which somebody would try it; `customerId` is whom a patch may change. */
export function tabsWith({ customerId }: { readonly customerId: string }): Tab[] {
  return [
    { query: firstQuery },
    { query: bambooQuery },
    { query: monriQuery },
    { query: verifoneQuery, variables: '{ "since": "2020-01-01T00:00:00Z" }' },
    { query: bankingServiceQuery },
    { query: pagingQuery, variables: '{ "after": null }' },
    { query: createMutation },
    { query: patchMutation, variables: `{ "id": "${customerId}" }` },
    { query: registerMutation },
    { query: failureQuery },
    { query: traceQuery, headers: '{ "x-vaultgraph-trace": "1" }' },
  ];
}
