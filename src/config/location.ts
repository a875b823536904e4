import { isIP, BlockList } from 'node:net';
import type { Parts } from './parse-parts.ts';
import type { ConfigValues } from './schema.ts';

/** Whether no account of the file is known to reach live data. */
export function isSandboxOnly({ tenants = [] }: Parts<ConfigValues>): boolean {
  return tenants.every(
    (tenant) => tenant?.accounts?.every((account) => account?.environment !== 'LIVE') ?? true,
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
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
] as const) {
  privateAddresses.addSubnet(network, prefix, family);
}

/** Why an address of another service may not be used; null if it may. */
export function refusalOfUrl(url: URL, isSandbox: boolean): string | null {
  if (url.username || url.password) return 'must not hold a user or a password.';
  if (url.href.includes('#')) return 'must not have a fragment.';
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
  return /^(.+\.)?localhost\.?$/i.test(host) || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
