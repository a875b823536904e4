import { isSandboxOnly, refusalOfUrl } from './location.ts';
import { toPath, type ConfigMistake } from './mistake.ts';
import type { Parts } from './parse-parts.ts';
import type { ConfigValues } from './schema.ts';

/** Whether people could sign in to the console, and whether its place is free. */
export function checkConsole(config: Parts<ConfigValues>): readonly ConfigMistake[] {
  if (!config.console) return [];
  return [...checkPlace(config), ...checkWaysIn(config), ...checkOidc(config)];
}

function checkPlace({ server }: Parts<ConfigValues>): ConfigMistake[] {
  const isTaken = /^\/console(?:\/|$)/.test(server?.path ?? '');
  return isTaken
    ? [{ path: 'server.path', message: 'must not be /console or below it: the console is there.' }]
    : [];
}

function checkWaysIn({ access, console }: Parts<ConfigValues>): ConfigMistake[] {
  if (console !== true || !access || 'anonymous' in access || access.apiKeys?.length !== 0) return [];
  const message = 'is a page without a way to sign in; add access.apiKeys, or console.oidc.';
  return [{ path: 'console', message }];
}

function checkOidc(config: Parts<ConfigValues>): ConfigMistake[] {
  const oidc = typeof config.console === 'object' ? config.console.oidc : undefined;
  if (!oidc) return [];
  const urls = [
    { path: 'console.oidc.issuer', url: oidc.issuer },
    ...(oidc.endpoints ?? []).map((url, index) => ({
      path: toPath(['console', 'oidc', 'endpoints', index]),
      url,
    })),
  ];
  const refused = urls.flatMap(({ path, url }) => {
    const message = url && refusalOfUrl(url, isSandboxOnly(config));
    return message ? [{ path, message }] : [];
  });
  const isVerified = !config.access || 'jwt' in config.access;
  const message = 'needs access.jwt, which verifies the tokens that people come with.';
  return isVerified ? refused : [...refused, { path: 'console.oidc', message }];
}
