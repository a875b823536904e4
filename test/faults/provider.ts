import type { Customer } from '../../src/domain/customer.ts';
import { definitions } from '../../src/providers/definitions.ts';
import type { CustomerFields } from '../../src/domain/customer-input.ts';
import type { Emulator } from '../../src/emulators/kit/emulator.ts';
import type { PaymentProviderCode } from '../graphql/graphql.ts';
import type { RunningGraph } from '../support/graph.ts';
import { connectTo, createCall } from '../../src/testing/support/vault.ts';

/** One of a provider's accounts seen without the graph and without faults. */
export interface QuietAccount {
  readonly name: string;
  readonly read: (key: string) => Promise<Customer | null>;
  readonly create: (fields: CustomerFields) => Promise<Customer>;
  readonly keys: () => readonly string[];
}

/** A provider's accounts in the running sandbox. Trials take turns at them. */
export interface QuietProvider {
  readonly emulator: Emulator;
  readonly accounts: readonly QuietAccount[];
  readonly accountOf: (index: number) => QuietAccount;
}

export function behind(
  { emulators }: Pick<RunningGraph, 'emulators'>,
  provider: PaymentProviderCode,
): QuietProvider {
  const definition = definitions.get(provider);
  const running = emulators.find((candidate) => candidate.provider === provider);
  if (!definition || !running) throw new Error(`There is no provider ${provider}.`);
  const { emulator, origin } = running;
  const accounts = emulator.accounts(origin).map((_, index, all): QuietAccount => {
    const { vault, customerKeys } = connectTo(definition, emulator, { account: index });
    return {
      name: `${provider.toLowerCase().replaceAll('_', '-')}${all.length > 1 ? `-${index + 1}` : ''}`,
      read: (key) => vault.getCustomer(key, createCall()),
      create: async (fields) => {
        const created = await vault.createCustomer?.(fields, createCall());
        if (!created) throw new Error('It creates no customers.');
        return created;
      },
      keys: customerKeys,
    };
  });
  return {
    emulator,
    accounts,
    accountOf: (index) => {
      const account = accounts[index % accounts.length];
      if (!account) throw new Error('It has no account.');
      return account;
    },
  };
}

/** Every customer that a provider holds, by its e-mail address. */
export async function customersByEmail({
  accounts,
}: QuietProvider): Promise<ReadonlyMap<string, readonly Customer[]>> {
  const byEmail = new Map<string, Customer[]>();
  for (const { keys, read } of accounts) {
    for (const key of keys()) {
      const customer = await read(key);
      const email = customer?.email ?? '';
      if (customer) byEmail.set(email, [...(byEmail.get(email) ?? []), customer]);
    }
  }
  return byEmail;
}

/** Does the work when it is first wanted, and once. */
export function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | null = null;
  return () => (result ??= work());
}
