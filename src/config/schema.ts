import { z } from 'zod';
import { secretThat, type ProviderDefinition } from '../providers/define.ts';
import { readTrustedDocuments } from '../server/documents/trusted.ts';
import { access, label } from './schema-access.ts';
import { accountCache } from './schema-cache.ts';
import { consoleSettings } from './schema-console.ts';
import { accountIndex } from './schema-index.ts';
import { accountLimits, limits } from './schema-limits.ts';
import { server, whole } from './schema-server.ts';
import { usageReports } from './schema-usage.ts';

const redisUrl = secretThat({
  accepts: (text) => /^rediss?:$/.test(URL.parse(text)?.protocol ?? '') && new URL(text).hostname !== '',
  says: 'must be an address such as redis://redis.internal:6379 or rediss://user:password@redis.internal:6379.',
});

const store = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('memory').describe('Outcomes are forgotten when the process ends.'),
  }),
  z.strictObject({
    type: z.literal('sqlite').describe('Outcomes outlive the process.'),
    path: z
      .string()
      .min(1)
      .default('./vaultgraph.db')
      .describe('The database’s file. It is created if it does not exist; its folder must exist.'),
  }),
  z.strictObject({
    type: z
      .literal('redis')
      .describe('Outcomes and budgets are shared by all processes on one Redis or Valkey.'),
    url: redisUrl.describe(
      'Its address, as in rediss://user:password@redis.internal:6379. It is refused unless it runs with appendonly yes, appendfsync always and maxmemory-policy noeviction.',
    ),
    prefix: z
      .string()
      .regex(/^[\w:.-]{0,64}$/, 'must be letters, digits, colons, dots and dashes: 64 at most')
      .default('vaultgraph:')
      .describe('What the names of all its keys begin with.'),
  }),
]);

const reads = z
  .boolean()
  .default(false)
  .describe('Whether it is also recorded who looked at which customer, payment method or registration link.');

const audit = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('stdout').describe('Lines on standard output, among those of the log.'),
    reads,
  }),
  z.strictObject({
    type: z.literal('file').describe('Lines at the end of a file.'),
    path: z
      .string()
      .min(1)
      .describe('The file, which only this process writes. It is created if it does not exist.'),
    reads,
  }),
  z.strictObject({ type: z.literal('none').describe('Nothing is recorded, as in the sandbox.') }),
]);

const sealingKey = secretThat({
  accepts: (text) => /^[\w-]+=*$/.test(text) && Buffer.from(text, 'base64url').byteLength >= 32,
  says: 'must be 32 bytes or more in base64url, as `vaultgraph keygen` prints it.',
});

const sealingKeys = z.union([sealingKey, z.array(sealingKey).min(1)]);

/** Becomes the documents themselves: the file is read once, with the configuration. */
const manifest = z
  .string()
  .min(1)
  .transform((path, context) => {
    try {
      return readTrustedDocuments(path);
    } catch (error) {
      context.addIssue({ code: 'custom', message: refusalOfManifest(error) });
      return z.NEVER;
    }
  });

function refusalOfManifest(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  const isUnread = cause instanceof Error && 'code' in cause;
  return isUnread ? `cannot be read (${String(cause.code)}); name a file that can` : message;
}

/** An account at a provider. */
function accountAt({ code, title, settings, abilities }: ProviderDefinition) {
  return z.strictObject({
    key: label.describe('What inputs name the account by; no other account of the tenant has it.'),
    provider: z.literal(code).describe('The provider that the account is at.'),
    displayName: z.string().min(1).default(title).describe('A name to show to people.'),
    environment: z
      .enum(['SANDBOX', 'LIVE'])
      .describe('Whether the credentials reach test data or live data. LIVE is held to stricter rules.'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be two capitals, such as HR')
      .optional()
      .describe(
        'The ISO 3166-1 code of the country that phone numbers without a country code are taken to be from, when people are looked for. If it is left out, each is read by its own customer’s address.',
      ),
    settings: settings.describe('What the provider gave you for the account.'),
    limits: accountLimits.default({}).describe('Limits of this account alone.'),
    index: accountIndex({ title, abilities }),
    cache: accountCache,
  });
}
type AccountShape = ReturnType<typeof accountAt>;

function tenantWith(definitions: Definitions) {
  const accounts = [...definitions.values()].map(accountAt);
  return z.strictObject({
    id: label.describe('What credentials name the tenant by. Ids and outcomes are bound to it.'),
    accounts: z
      .array(z.discriminatedUnion('provider', accounts as [AccountShape, ...AccountShape[]]))
      .describe('The tenant’s accounts at providers.'),
  });
}

export const providerNames = z
  .array(z.string().min(1))
  .default([])
  .describe(
    'Packages that bring a provider of their own, such as @acme/vault-x, or modules by their path from this file, such as ./acme.js. The export named provider is used.',
  );

/** Settings that are the same whatever the providers are. */
const ofEveryFile = {
  $schema: z.string().optional().describe('Where editors find the JSON Schema of this file.'),
  server: server.prefault({}).describe('Where and how the graph is served.'),
  log: z
    .strictObject({
      level: z
        .enum(['debug', 'info', 'warn', 'error'])
        .default('info')
        .describe(
          'The least that is written: every call to a provider, every request, failures, or defects alone.',
        ),
    })
    .prefault({})
    .describe('The lines on standard output.'),
  idKey: sealingKeys
    .optional()
    .describe(
      'Seals ids, and stays: an id changes with it. 32 bytes in base64url, as the command `keygen` prints them. Of a list the first key seals, and all of them open. May be left out if every account is SANDBOX.',
    ),
  sealKey: sealingKeys
    .optional()
    .describe(
      'Seals cursors and the kept outcomes of writes, and may be rotated at any time. Of a list the first key seals, and all of them open, and so does idKey, which seals them if this is left out.',
    ),
  documents: z
    .strictObject({ manifest: manifest.describe('A JSON file of documents by their SHA-256.') })
    .optional()
    .describe('Trusted documents, which run without vault:explore.'),
  usageReports: usageReports
    .optional()
    .describe(
      'Reports to GraphQL Hive which fields trusted documents use: their texts without literals, how long they took and how many errors they had. Nothing is reported if it is left out.',
    ),
  limits: limits.prefault({}).describe('What one request, one caller and one account may take.'),
  shutdown: z
    .strictObject({
      delayMs: whole
        .min(0)
        .default(2000)
        .describe(
          'How long /readyz answers 503 before connections are refused, in milliseconds; longer than load balancers take to notice. With 0 idle connections are closed at once.',
        ),
      timeoutMs: whole
        .min(0)
        .default(10_000)
        .describe(
          'How long requests in flight may take to finish then, and idle connections may stay for the next one, in milliseconds.',
        ),
    })
    .prefault({})
    .describe('What happens at SIGTERM and SIGINT.'),
  access: access.prefault({}).describe('Who comes in: at least one of anonymous, apiKeys and jwt.'),
  console: consoleSettings.describe(
    'Whether the console is served, at /console: a web application for a support team.',
  ),
  store: store.prefault({ type: 'sqlite' }).describe('Where outcomes of writes are kept, for 24 hours.'),
  audit: audit
    .prefault({ type: 'stdout' })
    .describe('Where every change and every refusal is recorded; on standard output if it is left out.'),
};

/**
 * The configuration file with accounts at these providers: its shape and its defaults. What belongs together is checked
 * in `check.ts`.
 */
export function configSchema(definitions: Definitions) {
  return z.strictObject({
    ...ofEveryFile,
    providers: providerNames,
    tenants: z
      .array(tenantWith(definitions))
      .min(1)
      .describe('Whose accounts are served; each sees its own alone.'),
  });
}

type Definitions = ReadonlyMap<string, ProviderDefinition>;

/** What a file says. */
export type ConfigValues = z.output<ReturnType<typeof configSchema>>;

/** What a file says, and the providers that its accounts may be at. */
export type Config = ConfigValues & { readonly definitions: Definitions };
