/** What the server says of itself at `settings.json`. */
export interface Settings {
  /** The path of the graph. */
  readonly graph: string;
  /** Whether GraphiQL is there. */
  readonly graphiql: boolean;
  /** How people sign in; null if the graph allows anonymous access. */
  readonly signIn: WaysIn | null;
}

export interface WaysIn {
  /** Whether an API key may be entered. */
  readonly apiKey: boolean;
  /** The identity provider that people sign in at; null if there is none. */
  readonly oidc: OidcSettings | null;
}

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** What the access token is for, if the identity provider has to know; null if not. */
  readonly resource: string | null;
}

export async function readSettings(): Promise<Settings> {
  const response = await fetch('/console/settings.json');
  if (!response.ok) throw new Error(`The settings were answered with ${response.status}.`);
  return response.json();
}
