import type { ObjectRef } from '@pothos/core';
import { z } from 'zod';
import type { Capabilities } from '../domain/capability.ts';
import type { SearchWays } from '../domain/customer-search.ts';
import type { ProviderDetails } from '../domain/customer.ts';
import type { DocumentType } from '../domain/document-type.ts';
import type { Origin } from '../domain/errors.ts';
import type { InputRulesByInput } from '../domain/input-rules.ts';
import { toPrivateKeyPem } from '../redaction/pem.ts';
import { Secret, type SecretRule } from '../redaction/secret.ts';
import type { Exchange } from '../upstream/exchange.ts';
import type { Assumption, MarkedRecords } from './shared/assumption.ts';
import type { Call, Vault } from '../port.ts';
import type { GraphTypes } from '../builder/builder.ts';

/** A provider as the rest of the program meets it. */
export interface ProviderDefinition {
  /** Its code in the graph and in the configuration file, such as `MONRI`. */
  readonly code: string;
  /** A name to show to people. */
  readonly title: string;
  /** Where the vendor describes the API. */
  readonly docs: string;
  readonly abilities: Capabilities;
  /** How customers are found by each field of a match. */
  readonly searches: SearchWays;
  /** Which details of a customer are numbers of documents, by their names; none if absent. */
  readonly documentNumbers?: readonly string[];
  /** What the provider asks of customers' fields; null if no operation takes such input. */
  readonly rules: InputRulesByInput;
  /** What an account is configured with. Secrets are `secret`, addresses of the provider `upstreamUrl`. */
  readonly settings: z.ZodType;
  /** The graph's type of `Customer.details`. */
  readonly details: ObjectRef<GraphTypes, ProviderDetails>;
  /** The kinds of identity document that the provider numbers; none if absent. */
  readonly documentTypes?: readonly DocumentType[];
  /** Connects one account; `settings` is what the schema of the same name made. */
  readonly connect: (settings: never, runtime: Runtime) => Vault;
  /** Fails if a setting is wrong that neither a list nor a read would show; nothing to check if absent. */
  readonly examine?: (settings: never, runtime: Runtime, call: Call) => Promise<void>;
  /** What `certify` asks an account; nothing if absent. */
  readonly certification?: Certification<never>;
}

/** What an adapter takes for granted about its provider, and how an account is asked whether it is so. */
export interface Certification<Settings> {
  readonly assumptions: readonly Assumption<Settings>[];
  /** How probes reach an account: nothing of an answer is judged, and nothing is sent twice. */
  readonly reach: (settings: Settings, runtime: Runtime) => Reach;
  readonly records: MarkedRecords<Settings>;
  /** The provider's own words, by the names of their fields: what fits is no personal data, and stays in recordings. */
  readonly words: Readonly<Record<string, RegExp>>;
}

export interface Reach {
  readonly baseUrl: URL;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends as the account. */
  readonly exchange: Exchange;
}

/** The outside world of one account, passed in so that a test can hold it still. */
export interface Runtime {
  /** Sends requests: watched, traced and limited, but not yet authorised. */
  readonly exchange: Exchange;
  readonly now: () => Date;
  /** What errors name as their origin. */
  readonly origin: Origin;
}

/** Checks that settings, `connect` and `details` agree with each other, then forgets their types. */
export function defineProvider<Settings extends z.ZodType, Details extends ProviderDetails>(
  definition: Omit<ProviderDefinition, 'settings' | 'details' | 'connect' | 'examine' | 'certification'> & {
    readonly settings: Settings;
    readonly details: ObjectRef<GraphTypes, Details>;
    readonly connect: (settings: z.output<Settings>, runtime: Runtime) => Vault<Details>;
    readonly examine?: (settings: z.output<Settings>, runtime: Runtime, call: Call) => Promise<void>;
    readonly certification?: Certification<z.output<Settings>>;
  },
): ProviderDefinition {
  return definition;
}

/** A setting that is kept secret: `{ "env": "NAME" }`, `{ "file": "PATH" }`, or the text itself for test accounts. */
export const secret = secretThat(null);

/** A secret that is sent as a header, or as a part of one: what no header can hold is refused at the start. */
export const headerSecret = secretThat({
  accepts: (text) => /^[\x20-\x7e]+$/.test(text),
  says: 'cannot be sent as a header: it must be printable ASCII on one line.',
});

/** A private key of our own, read from each of the ways in which keys are written down. */
export const privateKeySecret = secretThat({
  read: (text) => toPrivateKeyPem(text) ?? text,
  accepts: (text) => toPrivateKeyPem(text) !== null,
  says: 'must be a private key without a passphrase: PEM, its line breaks as they are or as \\n, or its base64.',
});

/** A secret whose text is held to a rule, once it is loaded. */
export function secretThat(rule: SecretRule | null) {
  const ways = '{"env": "NAME"} or {"file": "PATH"}';
  return z
    .union(
      [
        z.strictObject({ env: z.string().min(1).describe('The name of the environment variable.') }),
        z.strictObject({ file: z.string().min(1).describe('The path of the file.') }),
        z.string().min(1),
      ],
      { error: ({ input }) => (input === undefined ? `is missing; write ${ways}` : `must be ${ways}`) },
    )
    .transform((source) => new Secret(typeof source === 'string' ? { text: source } : source, rule));
}

/** A setting that is no secret; spaces around it, which copying brings along, are dropped. */
export const plainText = z.string().trim().min(1);

/** An address of the provider: absolute; which hosts are allowed depends on the account's environment. */
export const upstreamUrl = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url));
