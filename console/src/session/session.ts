import type { Client } from 'urql';
import { scopesQuery } from '../customer/documents.ts';
import { createGraphClient } from '../graph/client.ts';
import { explain } from '../parts/read-problem.tsx';
import type { Credential } from './credential.ts';
import { fetchAs } from './fetch-as.ts';
import { signedIn } from './person.ts';

/** A person who is signed in: what is read is kept with the session, and ends with it. */
export interface Session {
  readonly client: Client;
  readonly credential: Credential;
}

/** A session with a credential that the graph accepts, or a sentence that says why there is none. */
export async function openSession(
  graph: string,
  credential: Credential,
  ended: (session: Session) => void,
): Promise<Session | string> {
  let session: Session | null = null;
  const client = createGraphClient(
    graph,
    fetchAs(credential, () => session && ended(session)),
  );
  const { data, error } = await client.query(scopesQuery, {}).toPromise();
  if (isRefusal(error?.response)) return 'This credential was not accepted. It may be wrong, or over.';
  if (error) return explain(error).message;
  if (data?.viewer) signedIn(JSON.stringify([data.viewer.tenant, data.viewer.credential]));
  session = { client, credential };
  return session;
}

function isRefusal(response: unknown): boolean {
  return response instanceof Response && response.status === 401;
}
