import { BlockList, isIP } from 'node:net';
import type { HttpRequest } from './handle.ts';

const peers = new WeakMap<object, string>();

/** Remembers who is at the other end of the connection that a request came by. */
export function notePeer(request: Request, address: string | undefined): void {
  if (address !== undefined) peers.set(request, address);
}

/** The noted address of the other end; null if none was noted. */
export function notedPeer(request: Request): string | null {
  return peers.get(request) ?? null;
}

/** The address that a request came from; null if it was not noted. */
export type ClientAddress = (request: Request | HttpRequest) => string | null;

/**
 * The other end of the connection; or, if that is one of these proxies, the client that the proxy names in
 * `X-Forwarded-For`. The header is read from its end, because a client's own entries come first.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const trusted = new BlockList();
  for (const network of trustedProxies) {
    const [address = '', prefix] = network.split('/', 2);
    const family = familyOf(address);
    trusted.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return (request) => {
    let address = toAddress(('peer' in request ? request.peer : notedPeer(request)) ?? '');
    const named = (request.headers.get('x-forwarded-for') ?? '').split(',').map((text) => text.trim());
    while (address !== null && trusted.check(address, familyOf(address))) {
      const before = toAddress(named.pop() ?? '');
      if (before === null) break;
      address = before;
    }
    return address;
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** Without a port, and an IPv4 address as itself; null if the text is no address. */
function toAddress(text: string): string | null {
  const [, bare = text] =
    /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text) ?? [];
  const address = bare.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
}
