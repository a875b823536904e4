/** What the server says of itself at `settings.json`. */
export interface Settings {
  /** The path of the graph. */
  readonly graph: string;
  /** How people sign in; null if the graph lets everybody in. */
  readonly signIn: WaysIn | null;
}

export interface WaysIn {
  /** Whether an API key may be entered. */
  readonly apiKey: boolean;
}

export async function readSettings(): Promise<Settings> {
  const response = await fetch('/console/settings.json');
  if (!response.ok) throw new Error(`The settings were answered with ${response.status}.`);
  return response.json();
}
