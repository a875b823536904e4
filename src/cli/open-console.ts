import type { Config } from '../config/schema.ts';
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
  const { access, server } = config;
  const settings = {
    graph: server.path,
    signIn: access.anonymous ? null : { apiKey: access.apiKeys.length > 0 },
  };
  return { console: createConsole(settings), trusted: new Map([...readConsoleDocuments(), ...trusted]) };
}
