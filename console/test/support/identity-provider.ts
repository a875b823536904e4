import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** An identity provider on this machine. It signs everyone in as the same agent, without a page. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Registers the console of a server as its client. */
  readonly register: (origin: string) => void;
  /** Whether it signs people in; true at first. */
  letsIn: boolean;
  /** The requests to it: method, path and query. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

export const clientId = 'console';
/** What its tokens are for. */
export const audience = 'https://vaultgraph.example.com';
export const scope = 'openid vault:customer:read vault:customer:pii';
const accountId = 'agent';
const interactionPath = '/enter';

/** Its access tokens last so long. */
export async function startIdentityProvider(tokenSeconds = 600): Promise<IdentityProvider> {
  const asked: string[] = [];
  const made: { provider?: Provider } = {};
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    void answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = `http://localhost:${port}`;
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const jwks = { keys: [{ ...key, kid: 'one', use: 'sig', alg: 'RS256' }] };

  const identity: IdentityProvider = {
    issuer,
    register: (origin) => {
      made.provider = new Provider(issuer, configurationFor(origin, jwks, tokenSeconds));
    },
    letsIn: true,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return identity;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { provider } = made;
    if (request.url === '/favicon.ico' || !provider) response.writeHead(204).end();
    else if (request.url === interactionPath) {
      const result = identity.letsIn ? { login: { accountId } } : { error: 'access_denied' };
      await provider.interactionFinished(request, response, result);
    } else provider.callback()(request, response);
  }
}

function configurationFor(origin: string, jwks: object, tokenSeconds: number): object {
  return {
    jwks,
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${origin}/console/signed-in`],
        post_logout_redirect_uris: [`${origin}/console`],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    cookies: { keys: ['a test'] },
    interactions: { url: () => interactionPath },
    loadExistingGrant: grantEverything,
    clientBasedCORS: (_context: unknown, from: string) => from === origin,
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    issueRefreshToken: () => true,
    ttl: {
      AccessToken: tokenSeconds,
      RefreshToken: 3600,
      Session: 3600,
      Grant: 3600,
      Interaction: 600,
      IdToken: 600,
    },
    extraTokenClaims: () => ({ tenant: 'sandbox' }),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: askBeforeLogout },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: 'vault:customer:read vault:customer:pii',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokenSeconds,
        }),
        useGrantedResource: () => true,
      },
    },
  };
}

interface Context {
  body: string;
  readonly oidc: { readonly provider: Provider };
}

/** The console may do everything without a question. */
async function grantEverything({ oidc }: Context): Promise<object> {
  const grant = new oidc.provider.Grant({ accountId, clientId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(audience, scope);
  await grant.save();
  return grant;
}

function askBeforeLogout(context: Context, form: string): void {
  context.body = `<!doctype html><title>Identity provider</title>${form}
    <button form="op.logoutForm" name="logout" value="yes">End the session</button>`;
}
