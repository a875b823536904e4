import { isIP, BlockList } from 'node:net';
import { Secret } from '../domain/secret.ts';
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

/** Whether no account of the file reaches live data. */
export function isSandboxOnly({ tenants }: Pick<Config, 'tenants'>): boolean {
  return tenants.every(({ accounts }) => accounts.every(({ environment }) => environment === 'SANDBOX'));
}

function checkSecrets(config: Config, load: (secret: Secret) => string | null): ConfigMistake[] {
  const mayBePlain = isSandboxOnly(config);
  return find(config, (value) => value instanceof Secret).flatMap(([path, secret]) => {
    if ('text' in secret.source && !mayBePlain) {
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
      find(settings, (value) => value instanceof URL, [
        'tenants',
        tenant,
        'accounts',
        index,
        'settings',
      ]).flatMap(([path, url]) => {
        const message = refusalOf(url, environment === 'SANDBOX');
        return message === null ? [] : [{ path, message }];
      }),
    ),
  );
}

const privateAddresses = new BlockList();
for (const [network, prefix, family] of [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
] as const) {
  privateAddresses.addSubnet(network, prefix, family);
}

function refusalOf(url: URL, isSandbox: boolean): string | null {
  if (url.username || url.password) return 'must not hold a user or a password.';
  if (url.hash) return 'must not have a fragment.';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isLoopback(host)) return isSandbox ? null : 'must not be on this machine while the account is LIVE.';
  const family = isIP(host);
  if (family !== 0 && privateAddresses.check(host, family === 6 ? 'ipv6' : 'ipv4')) {
    return 'must not be an address of a private network.';
  }
  return url.protocol === 'https:' ? null : 'must begin with https://.';
}

/** Whether a host is this machine and nothing else. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
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

function checkAccess(config: Config): ConfigMistake[] {
  const { anonymous } = config.access;
  if (!anonymous) {
    const message = 'nobody could be let in; add `anonymous` (for test accounts on this machine only).';
    return [{ path: 'access', message }];
  }
  const mistakes: ConfigMistake[] = [];
  if (!isLoopback(config.server.host) || !isSandboxOnly(config)) {
    const message = 'is allowed only where server.host is this machine and every account is SANDBOX.';
    mistakes.push({ path: 'access.anonymous', message });
  }
  if (!config.tenants.some(({ id }) => id === anonymous.tenant)) {
    mistakes.push({ path: 'access.anonymous.tenant', message: 'names no tenant of this file.' });
  }
  return mistakes;
}

/** Every value of a kind, with its path. */
function find<Value>(
  root: unknown,
  matches: (value: unknown) => value is Value,
  under: readonly PropertyKey[] = [],
): [path: string, value: Value][] {
  if (matches(root)) return [[toPath(under), root]];
  if (typeof root !== 'object' || root === null) return [];
  return Object.entries(root).flatMap(([key, value]) =>
    find(value, matches, [...under, Array.isArray(root) ? Number(key) : key]),
  );
}
