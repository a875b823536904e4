import { isDeepStrictEqual } from 'node:util';
import type { CustomerRules } from '../../src/domain/input-rules.ts';
import { definitions } from '../../src/providers/definitions.ts';
import type { CustomerCreatingProviderCode, CustomerFieldsInput } from '../graphql/graphql.ts';
import {
  heldAfter,
  heldIn,
  samplesOf,
  storedFields,
  toInput,
  type Field,
  type Values,
} from '../../src/testing/support/customer-samples.ts';
import { trialCreate } from './operations.ts';
import { behind, customersByEmail, once } from './provider.ts';
import { post, type Kind } from './trial.ts';

export function customerRulesOf(provider: string): CustomerRules {
  const rules = definitions.get(provider)?.rules.customer;
  if (!rules) throw new Error(`${provider} creates no customers.`);
  return rules;
}

/** A value for each field that a provider has a place for, a trial's mark among them. */
export function fullCustomer(provider: string, mark: string, without: readonly Field[] = []): Values {
  const left: ReadonlySet<Field> = new Set(['metadata', ...without]);
  const fields = storedFields(customerRulesOf(provider)).filter((field) => !left.has(field));
  const own: Values = { email: `${mark}@example.com`, merchantReference: mark };
  return Object.fromEntries(
    Object.entries(samplesOf(fields)).map(([field, value]) => [field, own[field as Field] ?? value]),
  );
}

/** Creating customers at a provider, with or without some fields. */
export function creating(
  provider: CustomerCreatingProviderCode,
  name: string,
  without: readonly Field[] = [],
): Kind {
  return {
    name: `createCustomer at ${name}`,
    isCreation: true,
    open: (graph) => {
      const rules = customerRulesOf(provider);
      const quiet = behind(graph, provider);
      const survey = once(() => customersByEmail(quiet));
      return (mark, index) => {
        const values = fullCustomer(provider, mark, without);
        const fields = Object.keys(values) as Field[];
        const input = {
          provider,
          account: quiet.accountOf(index).name,
          customer: toInput(values) as CustomerFieldsInput,
        };
        const expected = heldAfter(values, rules, fields);
        return Promise.resolve({
          names: [],
          send: (idempotencyKey, signal) =>
            post(graph.url, trialCreate, { input: { ...input, idempotencyKey } }, signal),
          look: async () => {
            const found = (await survey()).get(`${mark}@example.com`) ?? [];
            const [first] = found;
            return {
              times: found.length,
              ...(first ? { key: first.key } : {}),
              isWhole: found.every((customer) => isDeepStrictEqual(heldIn(customer, fields), expected)),
            };
          },
        });
      };
    },
  };
}
