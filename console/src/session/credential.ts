/** What proves who asks. It is kept in the memory of the page alone, and ends with it. */
export interface Credential {
  /** The headers that prove it; null if the credential is over. */
  readonly headers: () => Promise<Readonly<Record<string, string>> | null>;
}

/** For a graph that lets everybody in. */
export const noCredential: Credential = { headers: () => Promise.resolve({}) };

/** The credential of an API key; null if the text cannot be one. */
export function keyCredential(text: string): Credential | null {
  const key = text.trim();
  return /^[\x21-\x7e]+$/.test(key) ? { headers: () => Promise.resolve({ 'x-api-key': key }) } : null;
}
