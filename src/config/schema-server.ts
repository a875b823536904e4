import { isIP } from 'node:net';
import { z } from 'zod';

export const whole = z.number().int();

/** Origins of frontends on this machine, whichever port they are served at. */
const anyLocalPort = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\*$/;

const origin = z
  .string()
  .refine(
    (text) => (URL.parse(text)?.origin === text && text !== 'null') || anyLocalPort.test(text),
    'must be an origin such as https://shop.example.com: no path, no slash at its end, no * but for the port of this machine, as in http://localhost:*',
  );

/** Paths that mean something else already. */
const taken: ReadonlySet<string> = new Set([
  '/livez',
  '/readyz',
  '/metrics',
  '/export',
  '/.well-known/jwks.json',
]);

const path = z
  .string()
  .refine(
    (text) => /^(?:\/[A-Za-z0-9._~-]+)+$/.test(text) && new URL(text, 'http://a').pathname === text,
    'must be a path such as /graphql or /api/graphql: it begins with a slash and does not end with one',
  )
  .refine((text) => !taken.has(text), `must not be one of ${[...taken].join(', ')}`)
  .refine((text) => !text.startsWith('/webhooks/'), 'must not begin with /webhooks/');

/** An address, or a network as in `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(prefix ?? 0) <= (family === 6 ? 128 : 32);
}

export const server = z.strictObject({
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Where connections are taken; 0.0.0.0 is everywhere.'),
  port: whole
    .min(0)
    .max(65_535)
    .default(4000)
    .describe('0 takes any that is free. If it is left out and the environment has PORT, that one is taken.'),
  adminPort: whole
    .min(0)
    .max(65_535)
    .optional()
    .describe(
      'A port for operators alone, which answers /metrics for Prometheus, /livez and /readyz?verbose without a credential; 0 takes any that is free. Nothing is measured if it is left out. Keep it within your network.',
    ),
  adminHost: z
    .string()
    .min(1)
    .optional()
    .describe('Where connections to adminPort are taken; the same as host if it is left out.'),
  path: path.default('/graphql').describe('Where the graph is, such as /api/graphql.'),
  graphiql: z
    .boolean()
    .default(true)
    .describe('Whether browsers that open the path get GraphiQL; if not, they are answered with 406.'),
  cors: z
    .strictObject({
      origins: z
        .array(origin)
        .default([])
        .describe('Origins such as https://office.example.com whose pages may call from a browser.'),
      shopperOrigins: z
        .array(origin)
        .default([])
        .describe(
          'Origins such as https://shop.example.com whose pages may call with the credential of a shopper, and with no other. Those of origins may not use one.',
        ),
    })
    .prefault({})
    .describe('Who may call from a browser.'),
  trustedProxies: z
    .array(z.string().refine(isNetwork, 'must be an IP address, or a network such as 10.0.0.0/8'))
    .default([])
    .describe(
      'Addresses and networks of your own load balancers. The client’s address is taken from X-Forwarded-For behind them alone; it is written down for refused credentials only.',
    ),
});
