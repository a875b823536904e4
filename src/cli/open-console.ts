import type { Config } from '../config/schema.ts';
import type { ConsoleSettings } from '../server/console/index.ts';
import type { Handle } from '../http/handle.ts';
import { noDocuments, type TrustedDocuments } from '../server/documents/trusted.ts';

/** What a configuration serves at `/console`, and which documents run without `vault:explore`. */
export interface OpenedConsole {
  /** Absent if the configuration has no console. */
  readonly console?: Handle;
  readonly trusted: TrustedDocuments;
}

/** Loads the console only if it is served. */
export async function openConsole(config: Config): Promise<OpenedConsole> {
  const trusted = config.documents?.manifest ?? noDocuments;
  if (!config.console) return { trusted };
  const { createConsole, hasConsole, readConsoleDocuments } = await import('../server/console/index.ts');
  if (!hasConsole()) throw new Error('The console is not built: run `node scripts/build-console.ts`.');
  const { path: graph, graphiql } = config.server;
  const settings = { graph, graphiql, signIn: signInOf(config) };
  return { console: createConsole(settings), trusted: new Map([...readConsoleDocuments(), ...trusted]) };
}

/** If anonymous access is allowed, people sign in only if an identity provider is configured. */
function signInOf({ access, console }: Config): ConsoleSettings['signIn'] {
  const oidc = typeof console === 'object' ? console.oidc : null;
  if (access.anonymous && !oidc) return null;
  const apiKey = access.apiKeys.length > 0;
  if (!oidc) return { apiKey, oidc };
  const { issuer, clientId, scope, resource = null, endpoints } = oidc;
  const origins = [...new Set([issuer, ...endpoints].map(({ origin }) => origin))];
  return { apiKey, oidc: { issuer: issuer.href, clientId, scope, resource, origins } };
}
