import http from 'node:http';
import type { FetchByAccount } from './connect-configured.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Hosts of this machine: no proxy leads back to them. */
const direct = ['localhost', '127.0.0.1', '::1'];

/**
 * Has every call of this process go through the proxy that the environment names in `HTTPS_PROXY` or `HTTP_PROXY`, except
 * to the hosts in `NO_PROXY`, and to this machine. Does nothing if none is named.
 */
export function useProxyOf(environment: Environment): void {
  if (!hasProxy(environment)) return;
  const noProxy = [exceptionsOf(environment), ...direct].filter((hosts) => hosts !== '').join(',');
  http.setGlobalProxyFromEnv({ ...environment, no_proxy: noProxy, NO_PROXY: noProxy });
}

/** How providers are reached: by Node's `fetch` if there is a proxy, which it knows; directly otherwise. */
export function fetchBehindProxy(environment: Environment): { readonly fetchByAccount?: FetchByAccount } {
  return hasProxy(environment) ? { fetchByAccount: () => (request) => fetch(request) } : {};
}

function hasProxy(environment: Environment): boolean {
  const named = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].filter(
    (name) => environment[name],
  );
  const isForAll = exceptionsOf(environment)
    .split(',')
    .some((host) => host.trim() === '*');
  return named.length > 0 && !isForAll;
}

function exceptionsOf(environment: Environment): string {
  return environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
}
