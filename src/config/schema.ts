import { z } from 'zod';
import { scopes } from '../access/caller.ts';
import { isPublicKey } from '../access/jwt.ts';
import { secret, secretThat, upstreamUrl } from '../providers/define.ts';
import { readTrustedDocuments } from '../documents/trusted.ts';
import { definitions } from '../providers/definitions.ts';

const whole = z.number().int();
const granted = z.array(z.enum(['*', ...scopes]));
const label = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/i, 'must be letters, digits, dots, dashes: 63 at most');

const accountLimits = z.strictObject({ concurrency: whole.min(1), queue: whole.min(0) }).partial();

const accounts = [...definitions.values()].map(({ code, title, settings }) =>
  z.strictObject({
    key: label.describe('What inputs name the account by.'),
    provider: z.literal(code),
    displayName: z.string().min(1).default(title),
    environment: z.enum(['SANDBOX', 'LIVE']),
    settings,
    limits: accountLimits.default({}),
  }),
);
type AccountShape = (typeof accounts)[number];

const origin = z
  .string()
  .refine(
    (text) => URL.parse(text)?.origin === text && text !== 'null',
    'must be an origin such as https://shop.example.com: no path, no slash at its end, no *',
  );

const server = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: whole.min(0).max(65_535).default(4000),
  adminPort: whole
    .min(0)
    .max(65_535)
    .optional()
    .describe('Where metrics will be served. It has no effect yet.'),
  graphiql: z.boolean().default(true),
  cors: z.strictObject({ origins: z.array(origin).default([]) }).prefault({}),
});

const limits = z.strictObject({
  requestTimeoutMs: whole.min(100).max(120_000).default(10_000),
  maxCost: whole.min(1).default(2000),
  budget: z
    .strictObject({ points: whole.min(1).default(60_000), perSeconds: whole.min(1).max(86_400).default(60) })
    .prefault({}),
  depth: whole.min(1).default(15),
  aliases: whole.min(0).default(30),
  tokens: whole.min(1).default(2000),
  bodyBytes: whole.min(1).default(102_400),
  concurrency: whole.min(1).default(64),
  queue: whole.min(0).default(256),
});

/** Those of a shared secret, and those of a key pair: a verifier takes one kind or the other, never both. */
export const secretAlgorithms = ['HS256', 'HS384', 'HS512'] as const;
const keyAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

const jwt = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1),
  jwksUri: upstreamUrl.optional(),
  publicKey: secretThat({
    accepts: isPublicKey,
    says: 'must be a public key in PEM, as SPKI: it begins with -----BEGIN PUBLIC KEY-----.',
  }).optional(),
  secret: secret.optional(),
  algorithms: z
    .array(z.enum([...secretAlgorithms, ...keyAlgorithms]))
    .min(1)
    .optional(),
  tenantClaim: z.string().min(1).default('tenant'),
  scopeClaim: z.string().min(1).default('scope'),
});

const access = z.strictObject({
  anonymous: z.strictObject({ tenant: label, scopes: granted }).optional(),
  apiKeys: z
    .array(
      z.strictObject({
        sha256: z.string().regex(/^[0-9a-f]{64}$/i, 'must be the hex SHA-256 of the key'),
        tenant: label,
        scopes: granted,
      }),
    )
    .default([]),
  jwt: jwt.optional(),
});

const store = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('memory') }),
  z.strictObject({ type: z.literal('sqlite'), path: z.string().min(1).default('./vaultgraph.db') }),
]);

const audit = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('stdout') }),
    z.strictObject({ type: z.literal('file'), path: z.string().min(1) }),
    z.strictObject({ type: z.literal('none') }),
  ])
  .describe(
    'Where every change and every refusal is recorded: lines on standard output, which is the default, or at the end of a file of this process alone, or nowhere, as in the sandbox.',
  );

const idKey = secretThat({
  accepts: (text) => /^[\w-]+=*$/.test(text) && Buffer.from(text, 'base64url').byteLength >= 32,
  says: 'must be 32 bytes or more in base64url, as `vaultgraph keygen` prints it.',
});

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

/** The configuration file: its shape and its defaults. What belongs together is checked in `check.ts`. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('Where editors find the JSON Schema of this file.'),
  server: server.prefault({}),
  idKey: z.union([idKey, z.array(idKey).min(1)]).optional(),
  documents: z.strictObject({ manifest }).optional(),
  limits: limits.prefault({}),
  shutdown: z
    .strictObject({ delayMs: whole.min(0).default(2000), timeoutMs: whole.min(0).default(10_000) })
    .prefault({}),
  access: access.prefault({}),
  store: store.prefault({ type: 'sqlite' }),
  audit: audit.prefault({ type: 'stdout' }),
  tenants: z
    .array(
      z.strictObject({
        id: label,
        accounts: z.array(z.discriminatedUnion('provider', accounts as [AccountShape, ...AccountShape[]])),
      }),
    )
    .min(1),
});

export type Config = z.output<typeof configSchema>;
