import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogFields } from './fields.ts';

/**
 * What is known of the request that is being answered. It follows the request through everything that is awaited for
 * it, so that a line written anywhere below names it, even one about a defect.
 */
const requests = new AsyncLocalStorage<{ facts: LogFields }>();

/** Answers a request whose facts are noted from now on. */
export function followed<Result>(answer: () => Promise<Result>): Promise<Result> {
  return requests.run({ facts: {} }, answer);
}

/** Adds to what every later line of this request tells. Outside of a request there is nothing to add to. */
export function note(facts: LogFields): void {
  const request = requests.getStore();
  if (request) request.facts = { ...request.facts, ...facts };
}

export function known(): LogFields {
  return requests.getStore()?.facts ?? {};
}
