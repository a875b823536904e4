import { createHash } from 'node:crypto';
import type { Fetch } from '../../http/fetch.ts';
import { route } from '../kit/route.ts';
import type { BambooSwitches } from './account.ts';

/** Where the emulator hosts the page of a registration link. */
export const registrationPath = '/checkout';

interface Registrar {
  readonly switches: BambooSwitches;
  /** False if the link is unknown or expired. */
  readonly registerCard: (customerId: string) => boolean;
}

/** Puts the page before the API, where switched so: whoever has a link needs no key. */
export function withRegistrationPage(fetch: Fetch, { switches, registerCard }: Registrar): Fetch {
  const host = route({
    [`GET ${registrationPath}`]: () => new Response(page, { headers }),
    [`POST ${registrationPath}`]: ({ body }) => Response.json({ isRegistered: registerCard(body) }),
  });
  return async (request) => {
    const { pathname } = new URL(request.url);
    return switches.hostsRegistrationPage && pathname === registrationPath ? host(request) : fetch(request);
  };
}

const style = `
:root { color-scheme: light dark }
body { max-width: 34rem; margin: 4rem auto; padding: 0 1rem; font: 1.125rem/1.5 system-ui, sans-serif }
aside { padding: 0 1rem; border: 2px dashed }
button { padding: 0.5rem 1rem; font: inherit }
`;

/** The fragment never leaves the browser, so the script alone can tell whose link it is. */
const script = `
const button = document.querySelector('button');
const status = document.querySelector('[role=status]');
const customerId = () => new URLSearchParams(location.hash.slice(2)).get('customerId') ?? '';

async function register() {
  const response = await fetch('', { method: 'POST', body: customerId() });
  const { isRegistered } = await response.json();
  button.hidden = isRegistered;
  return isRegistered
    ? 'A card is registered, and with it the customer. You can close this page.'
    : 'This link is unknown or has expired, and nothing was registered. Make another link.';
}

button.addEventListener('click', async () => {
  status.textContent = await register().catch(() => 'The emulator does not answer. Is it still running?');
});
`;

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Register a card (emulator)</title>
    <link rel="icon" href="data:," />
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>Register a card</h1>
      <aside>
        <p>
          <strong>This is an emulator’s page.</strong> It stands in for Bamboo Payment’s and takes no card data: the
          button does what a person does who enters a card there.
        </p>
      </aside>
      <p><button type="button">Register a card</button></p>
      <p role="status"></p>
    </main>
    <script>${script}</script>
  </body>
</html>
`;

/** The page runs its own script, talks to the emulator, and does nothing else. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
