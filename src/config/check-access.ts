import { isLoopback, isSandboxOnly, refusalOfUrl } from './location.ts';
import { toPath, type ConfigMistake } from './mistake.ts';
import { secretAlgorithms, type Config } from './schema.ts';

/** Whether anybody can come in, and only those who may. */
export function checkAccess(config: Config): readonly ConfigMistake[] {
  return [...checkDoors(config), ...checkAnonymous(config), ...checkTenants(config), ...checkJwt(config)];
}

function checkDoors({ access: { anonymous, apiKeys, jwt } }: Config): ConfigMistake[] {
  if (anonymous || jwt || apiKeys.length > 0) return [];
  const message =
    'nobody could come in; add `apiKeys`, `jwt`, or for test accounts on this machine `anonymous`.';
  return [{ path: 'access', message }];
}

function checkAnonymous(config: Config): ConfigMistake[] {
  if (!config.access.anonymous || (isLoopback(config.server.host) && isSandboxOnly(config))) return [];
  const message = 'is allowed only where server.host is this machine and every account is SANDBOX.';
  return [{ path: 'access.anonymous', message }];
}

function checkTenants({ access: { anonymous, apiKeys }, tenants }: Config): ConfigMistake[] {
  const named = [
    ...(anonymous ? [{ path: 'access.anonymous.tenant', tenant: anonymous.tenant }] : []),
    ...apiKeys.map(({ tenant }, index) => ({ path: toPath(['access', 'apiKeys', index, 'tenant']), tenant })),
  ];
  return named
    .filter(({ tenant }) => !tenants.some(({ id }) => id === tenant))
    .map(({ path }) => ({ path, message: 'names no tenant of this file.' }));
}

function isShared(algorithm: string): boolean {
  return secretAlgorithms.some((shared) => shared === algorithm);
}

function checkJwt(config: Config): ConfigMistake[] {
  const { jwt } = config.access;
  if (!jwt) return [];
  const path = 'access.jwt';
  const sources = [jwt.jwksUri, jwt.publicKey, jwt.secret].filter((source) => source !== undefined);
  const urlRefusal = jwt.jwksUri && refusalOfUrl(jwt.jwksUri, isSandboxOnly(config));
  const mixes = jwt.algorithms?.some((algorithm) => isShared(algorithm) !== (jwt.secret !== undefined));
  return [
    ...(sources.length === 1
      ? []
      : [{ path, message: 'needs exactly one of jwksUri, publicKey and secret.' }]),
    ...(urlRefusal ? [{ path: `${path}.jwksUri`, message: urlRefusal }] : []),
    ...(mixes ? [{ path: `${path}.algorithms`, message: 'must be HS… with a secret, and only then.' }] : []),
  ];
}
