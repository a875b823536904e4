import { createHash } from 'node:crypto';
import type { Fetch } from '../../http/fetch.ts';
import { route } from '../kit/route.ts';
import type { PaymentMethodState } from './account.ts';
import type { BankingserviceSwitches } from './asked.ts';
import { payerPath } from './payment-methods.ts';

interface Payer {
  readonly switches: BankingserviceSwitches;
  readonly move: (id: string, state: PaymentMethodState) => boolean;
}

/** Puts the payer's page before the API, where switched so: whoever has its address needs no token. */
export function withPayerPage(fetch: Fetch, { switches, move }: Payer): Fetch {
  const host = route({
    [`GET ${payerPath}/:id`]: () => new Response(page, { headers }),
    [`POST ${payerPath}/:id`]: ({ params, body }) => {
      const state = body === 'authorise' ? 'succeeded' : 'failed';
      return Response.json({ isDone: move(params['id'] ?? '', state) });
    },
  });
  return async (request) => {
    const isPage = new URL(request.url).pathname.startsWith(`${payerPath}/`);
    return switches.hostsPayerPage && isPage ? host(request) : fetch(request);
  };
}

const style = `
:root { color-scheme: light dark }
body { max-width: 34rem; margin: 4rem auto; padding: 0 1rem; font: 1.125rem/1.5 system-ui, sans-serif }
aside { padding: 0 1rem; border: 2px dashed }
button { padding: 0.5rem 1rem; font: inherit }
`;

const script = `
const status = document.querySelector('[role=status]');
const buttons = document.querySelectorAll('button');

async function answer(choice) {
  const response = await fetch('', { method: 'POST', body: choice });
  const { isDone } = await response.json();
  for (const button of buttons) button.hidden = isDone;
  if (!isDone) return 'This page is unknown or was answered already. Nothing was changed.';
  return choice === 'authorise'
    ? 'The payment method is authorised. You can close this page.'
    : 'It is refused. You can close this page.';
}

for (const button of buttons) {
  button.addEventListener('click', async () => {
    status.textContent = await answer(button.value).catch(
      () => 'The emulator does not answer. Is it still running?',
    );
  });
}
`;

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Authorise a payment method (emulator)</title>
    <link rel="icon" href="data:," />
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>Authorise a payment method</h1>
      <aside>
        <p>
          <strong>This is an emulator’s page.</strong> It stands in for bankingservice.ai’s and takes no bank or card
          data: the buttons do what a payer does there.
        </p>
      </aside>
      <p>
        <button type="button" value="authorise">Authorise</button>
        <button type="button" value="refuse">Refuse</button>
      </p>
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
