import type { ConfigMistake } from './mistake.ts';
import type { Parts } from './parse-parts.ts';
import type { ConfigValues } from './schema.ts';

/** Whether people could sign in to the console, and whether its place is free. */
export function checkConsole(config: Parts<ConfigValues>): readonly ConfigMistake[] {
  if (!config.console) return [];
  return [...checkPlace(config), ...checkWaysIn(config)];
}

function checkPlace({ server }: Parts<ConfigValues>): ConfigMistake[] {
  const isTaken = /^\/console(?:\/|$)/.test(server?.path ?? '');
  return isTaken
    ? [{ path: 'server.path', message: 'must not be /console or below it: the console is there.' }]
    : [];
}

function checkWaysIn({ access }: Parts<ConfigValues>): ConfigMistake[] {
  if (!access || 'anonymous' in access || access.apiKeys?.length !== 0) return [];
  const message = 'is a page without a way to sign in; add access.apiKeys.';
  return [{ path: 'console', message }];
}
