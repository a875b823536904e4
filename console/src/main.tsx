import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Alert } from './failure/alert.tsx';
import type { Credential } from './session/credential.ts';
import { Gate } from './session/gate.tsx';
import { GraphiqlContext } from './session/graphiql.ts';
import { forgetWhenLeft } from './session/leave.ts';
import { credentialOf, takeArrival } from './session/oidc/arrival.ts';
import { readSettings, type Settings } from './session/settings.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no place for the console.');
const place = createRoot(root);
forgetWhenLeft();
const arrival = takeArrival();

readSettings().then(
  async (settings) => place.render(started(settings, await arrivedWith(settings))),
  () => place.render(notStarted),
);

async function arrivedWith({ signIn }: Settings): Promise<Credential | string | null> {
  return arrival && signIn?.oidc ? credentialOf(arrival, signIn.oidc) : null;
}

function started(settings: Settings, arrived: Credential | string | null) {
  return (
    <StrictMode>
      <GraphiqlContext value={settings.graphiql ? settings.graph : null}>
        <Gate settings={settings} arrived={arrived}>
          <App />
        </Gate>
      </GraphiqlContext>
    </StrictMode>
  );
}

const notStarted = (
  <main>
    <Alert title="The console could not start" tone="danger">
      <p>The server could not be reached. Check the connection, then load the page again.</p>
    </Alert>
  </main>
);
