/** Names of failed lookups, connections, handshakes and checks of certificates, and of requests that cannot be made. */
const codes: readonly RegExp[] = [
  /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/,
  /^(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
  /^UND_ERR_(CONNECT_TIMEOUT|INVALID_ARG|NOT_SUPPORTED)$/,
  /^(EPROTO|ERR_(TLS|SSL)_\w+|ERR_INVALID_(CHAR|HTTP_TOKEN|URL))$/,
  /^(CERT|CRL)_\w+$|^(UNABLE|ERROR_IN)_\w+$|SELF_SIGNED|^(HOSTNAME|EMAIL|IP_ADDRESS)_MISMATCH$/,
  /^(INVALID_(CA|NON_CA|PURPOSE)|PATH_LENGTH_EXCEEDED|NO_EXPLICIT_POLICY|(AKID|CA|EE)_\w+)$/,
];

/** What OpenSSL may report of a connection that is established already. */
const later = /RECORD(?!_HEADER)|DECRYPT|SHUTDOWN|INTERNAL|UNEXPECTED|APPLICATION_DATA|UNINITIALIZED|LENGTH/;

/** What has no name: an end in the middle of the handshake, and ports that `fetch` never asks. */
const sentences = /^(bad port|.* before secure TLS connection was established)$/;

/** The server refused the handshake. With TLS 1.3 it says so when the client has begun to send; it has read nothing. */
const refusedHandshake =
  /^ERR_SSL_\w*ALERT_(HANDSHAKE_FAILURE|PROTOCOL_VERSION|UNKNOWN_CA|ACCESS_DENIED|NO_CERTIFICATE|\w*CERTIFICATE\w*|INSUFFICIENT_SECURITY)$/;

/** Whether an error shows that no connection was established, so that nothing can have been received. */
export function showsNoConnection(error: unknown): boolean {
  return someLink(error, ({ code = '', syscall, message }) => {
    if (syscall === 'connect' || syscall === 'getaddrinfo' || sentences.test(message)) return true;
    if (refusedHandshake.test(code)) return true;
    return codes.some((family) => family.test(code)) && !later.test(code);
  });
}

/** Whether an error shows that the server refused the handshake, whatever was sent by then. */
export function showsRefusedHandshake(error: unknown): boolean {
  return someLink(error, ({ code = '' }) => refusedHandshake.test(code));
}

/** Checks the chain of causes; if several addresses were tried, the error of each must hold. */
function someLink(error: unknown, holds: (link: NodeJS.ErrnoException) => boolean): boolean {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link instanceof AggregateError) return link.errors.every((each) => someLink(each, holds));
    if (holds(link)) return true;
  }
  return false;
}
