import { createMutation, patchMutation, registerMutation } from './example-mutations.ts';
import {
  bambooQuery,
  bankingServiceQuery,
  failureQuery,
  firstQuery,
  monriQuery,
  verifoneQuery,
} from './example-queries.ts';

/** A document GraphiQL opens with. */
export interface Tab {
  readonly query: string;
  readonly variables?: string;
  readonly headers?: string;
}

/** What GraphiQL opens with in the sandbox: a query per provider, a create, a patch, a registration link, a failure. */
export const tabs: readonly Tab[] = [
  { query: firstQuery },
  { query: bambooQuery },
  { query: monriQuery },
  {
    query: verifoneQuery,
    variables: '{ "since": "2020-01-01T00:00:00Z" }',
    headers: '{ "x-vaultgraph-trace": "1" }',
  },
  { query: bankingServiceQuery },
  { query: createMutation },
  { query: patchMutation, variables: '{ "id": "…" }' },
  { query: registerMutation },
  { query: failureQuery },
];
