/** The account page of one shopper: my details, my payment methods, add one, remove one. */
import { useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  Client,
  fetchExchange,
  makeOperation,
  mapExchange,
  Provider,
  useMutation,
  useQuery,
  useSubscription,
} from 'urql';
import type { CreateRegistrationLinkInput } from './graphql/graphql.ts';
import { mine, progress, register, remove } from './operations.ts';

/** What the shop's own backend returns: a token for the person who is signed in, and where they can add a payment method. */
interface Session {
  readonly graphUrl: string;
  readonly token: string;
  readonly ways: readonly CreateRegistrationLinkInput[];
}

/** A new client for each token keeps nothing of the one before. It sends hashes to the graph, never documents. */
function clientOf({ graphUrl, token }: Session): Client {
  const trusted = mapExchange({
    onOperation: (operation) => {
      const { __meta__: meta } = Object(operation.query);
      const extensions = { persistedQuery: { version: 1 as const, sha256Hash: meta.hash } };
      return makeOperation(operation.kind, { ...operation, extensions }, operation.context);
    },
  });
  const fetchOptions = { headers: { authorization: `Bearer ${token}` } };
  return new Client({
    url: graphUrl,
    fetchOptions,
    preferGetMethod: false,
    fetchSubscriptions: true,
    exchanges: [trusted, fetchExchange],
  });
}

function Account({ ways }: Pick<Session, 'ways'>) {
  const [{ data, error }, ask] = useQuery({ query: mine });
  const refresh = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const [, removeOne] = useMutation(remove);
  const customers = (data?.viewer?.customers ?? []).flatMap((customer) => customer ?? []);
  return (
    <main>
      <h1>My account</h1>
      {error && <p role="alert">Not everything could be read. Try again in a minute.</p>}
      {customers.map(({ id, provider, fullName, email, paymentMethods }) => (
        <section key={id} aria-label={provider}>
          <h2>{provider}</h2>
          <p>
            {fullName} {email}
          </p>
          <ul>
            {paymentMethods?.nodes.map((method) => (
              <li key={method.id}>
                {method.displayLabel} ({method.status.toLowerCase()}){' '}
                <button type="button" onClick={() => void removeOne({ id: method.id }).then(refresh)}>
                  Remove
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {ways.map((input) => (
        <Add key={input.provider} input={input} added={refresh} />
      ))}
    </main>
  );
}

function Add({ input, added }: { readonly input: CreateRegistrationLinkInput; readonly added: () => void }) {
  const [{ data, fetching }, start] = useMutation(register);
  // One key for what a person did once: if no answer comes, the same again is safe.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const result = data?.createRegistrationLink;
  const link = result && 'registrationLink' in result ? result.registrationLink : null;
  const status = useStatus(link?.id ?? null, added);
  if (status === 'REGISTERED') return <p role="status">Added at {input.provider}.</p>;
  if (link?.url && link.qrCode) {
    return (
      <p>
        <img src={link.qrCode.dataUri} alt={`QR code for ${input.provider}`} /> Scan it, or{' '}
        <a href={link.url} target="_blank" rel="noreferrer">
          open the page of {input.provider}
        </a>
      </p>
    );
  }
  return (
    <p>
      <button
        type="button"
        disabled={fetching}
        onClick={() => void start({ input: { ...input, idempotencyKey } })}
      >
        Add at {input.provider}
      </button>
      {result && 'code' in result && <span role="alert"> It did not work ({result.code}).</span>}
    </p>
  );
}

/** Watches the registration until it is over. A stream that is refused or cut is asked for again. */
function useStatus(id: string | null, added: () => void) {
  const [{ data, error }, watch] = useSubscription({
    query: progress,
    variables: { id: id ?? '' },
    pause: id === null,
  });
  const status = data?.registrationLink?.status ?? null;
  useEffect(() => {
    if (status === 'REGISTERED') added();
  }, [status, added]);
  useEffect(() => {
    if (!error) return undefined;
    const timer = setTimeout(() => watch(), 5000);
    return () => clearTimeout(timer);
  }, [error, watch]);
  return status;
}

const response = await fetch('/session', { method: 'POST' });
const session: Session = await response.json();
createRoot(document.getElementById('root') ?? document.body).render(
  <Provider value={clientOf(session)}>
    <Account ways={session.ways} />
  </Provider>,
);
