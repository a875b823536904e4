import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Alert } from './failure/alert.tsx';
import { Gate } from './session/gate.tsx';
import { forgetWhenLeft } from './session/leave.ts';
import { readSettings, type Settings } from './session/settings.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no place for the console.');
const place = createRoot(root);
forgetWhenLeft();

readSettings().then(
  (settings) => place.render(started(settings)),
  () => place.render(notStarted),
);

function started(settings: Settings) {
  return (
    <StrictMode>
      <Gate settings={settings}>
        <App />
      </Gate>
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
