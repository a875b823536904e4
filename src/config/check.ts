import { Secret } from '../redaction/secret.ts';
import { checkAccess } from './check-access.ts';
import { checkConsole } from './check-console.ts';
import { checkFiles } from './check-files.ts';
import { findValues } from './find-values.ts';
import { isSandboxOnly, refusalOfUrl } from './location.ts';
import { toPath, type ConfigMistake } from './mistake.ts';
import type { Parts } from './parse-parts.ts';
import type { ConfigValues } from './schema.ts';

/**
 * What no schema can say: what belongs together, which addresses are allowed, whether every secret and file is there.
 * Says nothing of parts that could not be parsed.
 */
export function checkConfig(
  config: Parts<ConfigValues>,
  load: (secret: Secret) => string | null,
): readonly ConfigMistake[] {
  return [
    ...checkSecrets(config, load),
    ...checkUrls(config),
    ...checkNames(config),
    ...checkIdKey(config),
    ...checkAdminPort(config),
    ...checkUsageReports(config),
    ...checkAccess(config),
    ...checkConsole(config),
    ...checkFiles(config),
  ];
}

function checkSecrets(config: Parts<ConfigValues>, load: (secret: Secret) => string | null): ConfigMistake[] {
  const mayBePlain = isSandboxOnly(config);
  return findValues(config, (value) => value instanceof Secret).flatMap(([path, secret]) => {
    // A public key is not a secret.
    const isExposed = 'text' in secret.source && !mayBePlain && !path.endsWith('.publicKey');
    const messages = [
      isExposed
        ? 'must not be written into the file while an account is LIVE; use {"env": …} or {"file": …}.'
        : null,
      load(secret),
    ];
    return messages.flatMap((message) => (message === null ? [] : [{ path, message }]));
  });
}

function checkUrls({ tenants = [] }: Parts<ConfigValues>): ConfigMistake[] {
  return tenants.flatMap((tenant, tenantIndex) =>
    (tenant?.accounts ?? []).flatMap((account, index) =>
      findValues(account?.settings, (value) => value instanceof URL, [
        'tenants',
        tenantIndex,
        'accounts',
        index,
        'settings',
      ]).flatMap(([path, url]) => {
        const message =
          refusalOfUrl(url, account?.environment !== 'LIVE') ??
          // Token and key addresses may have one; the base URL is what endpoints are put below.
          (path.endsWith('.baseUrl') && url.href.includes('?') ? 'must not have a query.' : null);
        return message === null ? [] : [{ path, message }];
      }),
    ),
  );
}

function checkNames({ tenants = [] }: Parts<ConfigValues>): ConfigMistake[] {
  return [
    ...repeated(tenants.map((tenant) => tenant?.id)).map((index) => ({
      path: toPath(['tenants', index, 'id']),
      message: 'another tenant has this id already.',
    })),
    ...tenants.flatMap((tenant, tenantIndex) =>
      repeated((tenant?.accounts ?? []).map((account) => account?.key)).map((index) => ({
        path: toPath(['tenants', tenantIndex, 'accounts', index, 'key']),
        message: 'another account of the tenant has this key already.',
      })),
    ),
  ];
}

function repeated(names: readonly (string | undefined)[]): number[] {
  return names.flatMap((name, index) => (name !== undefined && names.indexOf(name) < index ? [index] : []));
}

function checkAdminPort({ server }: Parts<ConfigValues>): ConfigMistake[] {
  const { adminHost, adminPort, port } = server ?? {};
  if (adminPort === undefined) {
    const message = 'has no effect without server.adminPort; set that too, or remove it.';
    return adminHost === undefined ? [] : [{ path: 'server.adminHost', message }];
  }
  const message = 'must not be the port of the graph.';
  return adminPort !== 0 && adminPort === port ? [{ path: 'server.adminPort', message }] : [];
}

function checkUsageReports(config: Parts<ConfigValues>): ConfigMistake[] {
  if (!config.usageReports) return [];
  const refusal =
    config.usageReports.endpoint && refusalOfUrl(config.usageReports.endpoint, isSandboxOnly(config));
  const message = 'has no effect without documents.manifest, because it concerns trusted documents alone.';
  return [
    ...('documents' in config ? [] : [{ path: 'usageReports', message }]),
    ...(refusal ? [{ path: 'usageReports.endpoint', message: refusal }] : []),
  ];
}

function checkIdKey(config: Parts<ConfigValues>): ConfigMistake[] {
  const isNeeded = !isSandboxOnly(config) || hasIndex(config) || sharesCache(config);
  if ('idKey' in config || !isNeeded) return [];
  const message =
    'is missing; write {"env": "VAULTGRAPH_ID_KEY"} and set it to what `vaultgraph keygen` prints.';
  return [{ path: 'idKey', message }];
}

/** An index outlives the process, so its key must. */
function hasIndex({ tenants = [] }: Parts<ConfigValues>): boolean {
  return tenants.some((tenant) => (tenant?.accounts ?? []).some((account) => account?.index !== undefined));
}

/** What one process has sealed in Redis the others open. */
function sharesCache({ store, tenants = [] }: Parts<ConfigValues>): boolean {
  const hasCache = tenants.some((tenant) => (tenant?.accounts ?? []).some((one) => one?.cache !== undefined));
  return hasCache && store?.type === 'redis';
}
