import { extname } from 'node:path';
import { pathOf, type Handle, type HttpAnswer, type HttpRequest } from '../../http/handle.ts';
import { refuse } from '../request/index.ts';
import { readConsoleFiles } from './files.ts';
import { policyWith } from './policy.ts';

/** What the console has to know of the server. */
export interface ConsoleSettings {
  /** The path of the graph. */
  readonly graph: string;
  /** Whether GraphiQL is there. */
  readonly graphiql: boolean;
  /** How people sign in; null if the graph allows anonymous access. */
  readonly signIn: SignIn | null;
}

interface SignIn {
  /** Whether an API key may be entered. */
  readonly apiKey: boolean;
  /** The identity provider that people sign in at; null if there is none. */
  readonly oidc: OidcSettings | null;
}

interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** What the access token is for, if the identity provider has to know; null if not. */
  readonly resource: string | null;
  /** The origins of its endpoints. */
  readonly origins: readonly string[];
}

/** Serves the console's files and nothing else of the disk. */
export function createConsole(settings: ConsoleSettings): Handle {
  const files = new Map(readConsoleFiles());
  files.set('settings.json', { bytes: Buffer.from(JSON.stringify(settings)), type: 'application/json' });
  const policy = policyWith(settings.signIn?.oidc?.origins ?? []);

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod(request);
    // The console's own pages have addresses without an extension: all of them get its one HTML page.
    const path = pathOf(request).slice('/console/'.length);
    const file = files.get(extname(path) === '' ? 'index.html' : path);
    if (!file) return refuse(request, { status: 404, code: 'NOT_FOUND', message: 'There is no such file.' });
    const isNamedByContent = path.startsWith('assets/');
    return {
      status: 200,
      headers: {
        'content-type': file.type,
        'cache-control': isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': policy,
      },
      body: file.bytes,
    };
  };
}

function refuseMethod(request: HttpRequest): HttpAnswer {
  const headers = { allow: 'GET, HEAD' };
  return refuse(request, { status: 405, code: 'INVALID_INPUT', message: 'Use GET.', headers });
}
