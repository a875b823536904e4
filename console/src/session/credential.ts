/** What proves who asks. It is kept in the memory of the page alone, and ends with it. */
export interface Credential {
  /** The headers that prove it; null if the credential is over. */
  readonly headers: () => Promise<Readonly<Record<string, string>> | null>;
  /** Ends it where it was given, as far as that is possible; gives the address to leave to. Nothing has to be ended if absent. */
  readonly end?: () => Promise<string>;
}

/** For a graph that allows anonymous access. */
export const noCredential: Credential = { headers: () => Promise.resolve({}) };

/** The credential of an API key; null if the text cannot be one. */
export function keyCredential(text: string): Credential | null {
  const key = text.trim();
  return /^[\x21-\x7e]+$/.test(key) ? { headers: () => Promise.resolve({ 'x-api-key': key }) } : null;
}
