import { Secret } from '../domain/secret.ts';
import { checkAccess } from './check-access.ts';
import { findValues } from './find-values.ts';
import { isSandboxOnly, refusalOfUrl } from './location.ts';
import { toPath, type ConfigMistake } from './mistake.ts';
import type { Config } from './schema.ts';

/** What no schema can say: what belongs together, which addresses are allowed, whether every secret is there. */
export function checkConfig(
  config: Config,
  load: (secret: Secret) => string | null,
): readonly ConfigMistake[] {
  return [
    ...checkSecrets(config, load),
    ...checkUrls(config),
    ...checkNames(config),
    ...checkIdKeys(config),
    ...checkAccess(config),
  ];
}

function checkSecrets(config: Config, load: (secret: Secret) => string | null): ConfigMistake[] {
  const mayBePlain = isSandboxOnly(config);
  return findValues(config, (value) => value instanceof Secret).flatMap(([path, secret]) => {
    // A public key is nobody's secret.
    if ('text' in secret.source && !mayBePlain && !path.endsWith('.publicKey')) {
      const message =
        'must not be written into the file while an account is LIVE; use {"env": …} or {"file": …}.';
      return [{ path, message }];
    }
    const message = load(secret);
    return message === null ? [] : [{ path, message }];
  });
}

function checkUrls({ tenants }: Config): ConfigMistake[] {
  return tenants.flatMap(({ accounts }, tenant) =>
    accounts.flatMap(({ settings, environment }, index) =>
      findValues(settings, (value) => value instanceof URL, [
        'tenants',
        tenant,
        'accounts',
        index,
        'settings',
      ]).flatMap(([path, url]) => {
        const message = refusalOfUrl(url, environment === 'SANDBOX');
        return message === null ? [] : [{ path, message }];
      }),
    ),
  );
}

function checkNames({ tenants }: Config): ConfigMistake[] {
  return [
    ...repeated(tenants.map(({ id }) => id)).map((index) => ({
      path: toPath(['tenants', index, 'id']),
      message: 'another tenant has this id already.',
    })),
    ...tenants.flatMap(({ accounts }, tenant) =>
      repeated(accounts.map(({ key }) => key)).map((index) => ({
        path: toPath(['tenants', tenant, 'accounts', index, 'key']),
        message: 'another account of the tenant has this key already.',
      })),
    ),
  ];
}

function repeated(names: readonly string[]): number[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [index] : []));
}

function checkIdKeys(config: Config): ConfigMistake[] {
  if (config.idKey === undefined) {
    const message =
      'is missing; write {"env": "VAULTGRAPH_ID_KEY"} and set it to what `vaultgraph keygen` prints.';
    return isSandboxOnly(config) ? [] : [{ path: 'idKey', message }];
  }
  const keys = Array.isArray(config.idKey) ? config.idKey : [config.idKey];
  return keys.flatMap((key, index) => {
    if (!isLoaded(key) || isStrong(key.reveal())) return [];
    const path = Array.isArray(config.idKey) ? `idKey[${index}]` : 'idKey';
    return [{ path, message: 'must be 32 bytes or more in base64url, as `vaultgraph keygen` prints it.' }];
  });
}

function isLoaded(secret: Secret): boolean {
  try {
    return secret.reveal() !== '';
  } catch {
    return false;
  }
}

function isStrong(text: string): boolean {
  return /^[\w-]+=*$/.test(text) && Buffer.from(text, 'base64url').byteLength >= 32;
}
