import { describe, expect, it } from 'vitest';
import { createClientAddress, notePeer } from './client-address.ts';

function addressOf(
  peer: string | undefined,
  forwarded: string | null,
  trusted: readonly string[],
): string | null {
  const headers = forwarded === null ? {} : { 'x-forwarded-for': forwarded };
  const request = new Request('http://localhost/graphql', { headers });
  notePeer(request, peer);
  return createClientAddress(trusted)(request);
}

describe('the address of a client', () => {
  const proxies = ['10.0.0.0/8', '2001:db8::1', '127.0.0.1'];

  it.each([
    ['the other end', '192.0.2.1', null, '192.0.2.1'],
    ['the other end, whatever it claims', '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['an IPv4 address as itself', '::ffff:192.0.2.1', null, '192.0.2.1'],
    ['the client that a proxy names', '10.1.2.3', '198.51.100.7', '198.51.100.7'],
    ['the client that a proxy names last', '10.1.2.3', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    [
      'the client that a proxy of a proxy names',
      '10.1.2.3',
      '203.0.113.9, 198.51.100.7, 10.9.9.9',
      '198.51.100.7',
    ],
    ['one without its port', '10.1.2.3', '198.51.100.7:4711', '198.51.100.7'],
    ['one of IPv6', '2001:db8::1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['the proxy, if it names no client', '10.1.2.3', null, '10.1.2.3'],
    ['the proxy, if it names no address', '10.1.2.3', 'juan@example.com', '10.1.2.3'],
    ['unknown, if it was not noted', undefined, '198.51.100.7', null],
  ])('is %s', (_what, peer, forwarded, expected) => {
    expect(addressOf(peer, forwarded, proxies)).toBe(expected);
  });

  it('is the other end if no proxy is configured', () => {
    expect(addressOf('127.0.0.1', '198.51.100.7', [])).toBe('127.0.0.1');
  });
});
