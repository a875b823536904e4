/** Whether a step never left: there was no connection. */
export function isOffline(error: unknown): boolean {
  return nameOf(error) === 'ClientOfflineError';
}

/** Whether Redis itself refused, or was found unfit, so that trying again at once is useless. */
export function isReply(error: unknown): boolean {
  return /^(?:SimpleError|BlobError|ErrorReply|UnfitRedisError)$/.test(nameOf(error));
}

/** What went wrong, without an address or a credential: a code such as ECONNREFUSED or WRONGPASS. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return /^[A-Z]{3,}\b/.exec(error.message)?.[0] ?? nameOf(error);
}

/** The client's errors all have the name `Error`; only their classes differ. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : '';
}
