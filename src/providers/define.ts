import type { ObjectRef } from '@pothos/core';
import { z } from 'zod';
import type { Capabilities } from '../domain/capability.ts';
import type { ProviderDetails } from '../domain/customer.ts';
import type { Origin } from '../domain/errors.ts';
import type { InputRulesByInput } from '../domain/input-rules.ts';
import { Secret, type SecretRule } from '../domain/secret.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Vault } from '../port.ts';
import type { Emulator, EmulatorOptions } from '../sandbox/emulator.ts';
import type { GraphTypes } from '../schema/builder.ts';

/** A provider as the rest of the program meets it. */
export interface ProviderDefinition {
  /** Its code in the graph and in the configuration file, such as `MONRI`. */
  readonly code: string;
  /** A name to show to people. */
  readonly title: string;
  /** Where the vendor describes the API. */
  readonly docs: string;
  readonly abilities: Capabilities;
  /** What the provider asks of customers' fields; null where no operation takes such input. */
  readonly rules: InputRulesByInput;
  /** What an account is configured with. Secrets are `secret`, addresses of the provider `upstreamUrl`. */
  readonly settings: z.ZodType;
  /** The graph's type of `Customer.details`. */
  readonly details: ObjectRef<GraphTypes, ProviderDetails>;
  /** Connects one account; `settings` is what the schema of the same name made. */
  readonly connect: (settings: never, runtime: Runtime) => Vault;
  /** An in-memory stand-in for the provider's API. */
  readonly emulate: (options?: EmulatorOptions) => Emulator;
}

/** The outside world of one account, passed in so that a test can hold it still. */
export interface Runtime {
  /** Sends requests: watched, traced and limited, but not yet authorised. */
  readonly exchange: Exchange;
  readonly now: () => Date;
  /** Whom errors are about. */
  readonly origin: Origin;
}

/** Checks that settings, `connect` and `details` agree with each other, then forgets their types. */
export function defineProvider<Settings extends z.ZodType, Details extends ProviderDetails>(
  definition: Omit<ProviderDefinition, 'settings' | 'details' | 'connect'> & {
    readonly settings: Settings;
    readonly details: ObjectRef<GraphTypes, Details>;
    readonly connect: (settings: z.output<Settings>, runtime: Runtime) => Vault<Details>;
  },
): ProviderDefinition {
  return definition;
}

/** A setting nobody may read: `{ "env": "NAME" }`, `{ "file": "PATH" }`, or the text itself for test accounts. */
export const secret = secretThat(null);

/** A secret whose text is held to a rule, once it is loaded. */
export function secretThat(rule: SecretRule | null) {
  const ways = '{"env": "NAME"} or {"file": "PATH"}';
  return z
    .union(
      [
        z.strictObject({ env: z.string().min(1) }),
        z.strictObject({ file: z.string().min(1) }),
        z.string().min(1),
      ],
      { error: ({ input }) => (input === undefined ? `is missing; write ${ways}` : `must be ${ways}`) },
    )
    .transform((source) => new Secret(typeof source === 'string' ? { text: source } : source, rule));
}

/** An address of the provider: absolute; which hosts are allowed depends on the account's environment. */
export const upstreamUrl = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url));
