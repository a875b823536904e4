import { isLoopback, isSandboxOnly, refusalOfUrl } from './location.ts';
import { toPath, type ConfigMistake } from './mistake.ts';
import type { Parts } from './parse-parts.ts';
import type { ConfigValues } from './schema.ts';
import { secretAlgorithms } from './schema-access.ts';

/** Checks that at least one caller can be authenticated, and none that must not be. */
export function checkAccess(config: Parts<ConfigValues>): readonly ConfigMistake[] {
  return [...checkDoors(config), ...checkAnonymous(config), ...checkTenants(config), ...checkIssuers(config)];
}

function checkDoors({ access }: Parts<ConfigValues>): ConfigMistake[] {
  if (!access || access.apiKeys?.length !== 0) return [];
  if ('anonymous' in access || 'jwt' in access || 'shoppers' in access) return [];
  const message =
    'no caller could be authenticated; add `apiKeys`, `jwt`, or for test accounts on this machine `anonymous`.';
  return [{ path: 'access', message }];
}

function checkAnonymous(config: Parts<ConfigValues>): ConfigMistake[] {
  const host = config.server?.host;
  const isOnlyHere = (host === undefined || isLoopback(host)) && isSandboxOnly(config);
  if (!config.access?.anonymous || isOnlyHere) return [];
  const message = 'is allowed only if server.host is this machine and every account is SANDBOX.';
  return [{ path: 'access.anonymous', message }];
}

function checkTenants({
  access: { anonymous, apiKeys = [] } = {},
  tenants,
}: Parts<ConfigValues>): ConfigMistake[] {
  // A tenant whose name could not be parsed may be any.
  if (!tenants?.every((tenant) => tenant?.id !== undefined)) return [];
  const named = [
    { path: 'access.anonymous.tenant', tenant: anonymous?.tenant },
    ...apiKeys.map((key, index) => ({
      path: toPath(['access', 'apiKeys', index, 'tenant']),
      tenant: key?.tenant,
    })),
  ];
  return named
    .filter(({ tenant }) => tenant !== undefined && !tenants.some((known) => known?.id === tenant))
    .map(({ path }) => ({ path, message: 'names no tenant of this file.' }));
}

function isShared(algorithm: string): boolean {
  return secretAlgorithms.some((shared) => shared === algorithm);
}

function checkIssuers(config: Parts<ConfigValues>): ConfigMistake[] {
  const { jwt, shoppers } = config.access ?? {};
  const isOne = jwt && shoppers && jwt.issuer === shoppers.issuer && jwt.audience === shoppers.audience;
  const message = 'must differ from that of access.jwt: a token is a shopper’s or it is not.';
  return [
    ...checkIssuer(config, 'jwt'),
    ...checkIssuer(config, 'shoppers'),
    ...(isOne ? [{ path: 'access.shoppers.audience', message }] : []),
  ];
}

function checkIssuer(config: Parts<ConfigValues>, name: 'jwt' | 'shoppers'): ConfigMistake[] {
  const jwt = config.access?.[name];
  if (!jwt) return [];
  const path = `access.${name}`;
  const sources = ['jwksUri', 'publicKey', 'secret'].filter((source) => source in jwt);
  const urlRefusal = jwt.jwksUri && refusalOfUrl(jwt.jwksUri, isSandboxOnly(config));
  const mixes = jwt.algorithms?.some(
    (algorithm) => algorithm !== undefined && isShared(algorithm) !== 'secret' in jwt,
  );
  return [
    ...(sources.length === 1
      ? []
      : [{ path, message: 'needs exactly one of jwksUri, publicKey and secret.' }]),
    ...(urlRefusal ? [{ path: `${path}.jwksUri`, message: urlRefusal }] : []),
    ...(mixes ? [{ path: `${path}.algorithms`, message: 'must be HS… with a secret, and only then.' }] : []),
  ];
}
