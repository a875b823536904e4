import { route } from '../../emulators/kit/route.ts';
import type { Fetch } from '../../http/fetch.ts';
import { start, type SavedStates } from '../saved-states.ts';
import { withPages } from './below.ts';
import { toPage } from './page.ts';

/**
 * Saves at `/state` whatever the emulators hold, and goes back to it: a page for people, and for programs
 * `PUT /state/NAME` and `POST /state/NAME`. The state `start` is what the sandbox began with.
 */
export function withStatePage(fetch: Fetch, states: SavedStates): Fetch {
  const table = route({
    'GET /state': ({ request }) =>
      request.headers.get('accept')?.includes('text/html')
        ? toPage({
            title: 'State · vaultgraph',
            body: bodyOf(states.names(), new URL(request.url).origin),
            script,
          })
        : Response.json(states.names()),
    'PUT /state/:name': ({ params: { name = '' } }) => {
      if (!/^[a-z0-9-]{1,40}$/.test(name) || name === start) return misnamed();
      states.save(name);
      return done();
    },
    'POST /state/:name': ({ params: { name = '' } }) =>
      states.restore(name) ? done() : unknown(states.names()),
  });
  return withPages(fetch, '/state', table);
}

function done(): Response {
  return new Response(null, { status: 204 });
}

function misnamed(): Response {
  const message = `A name has up to 40 small letters, digits and hyphens, and is not ${start}.`;
  return Response.json({ message }, { status: 400 });
}

function unknown(names: readonly string[]): Response {
  return Response.json({ message: `Name one of the states ${names.join(', ')}.` }, { status: 404 });
}

function bodyOf(names: readonly string[], origin: string): string {
  const items = names.map((name) => {
    const label = name === start ? 'As the sandbox began' : name;
    return `<li class="row"><span>${label}</span><button type="button" data-state="${name}">Go back</button></li>`;
  });
  return `
    <h1>State</h1>
    <p>What the providers hold: customers, payment methods, links and payments. A state lives as long as the sandbox; going back to one forgets idempotency keys.</p>
    <ul>${items.join('')}</ul>
    <form class="actions"><label for="name">Save as</label>
      <input id="name" required pattern="[a-z0-9\\-]{1,40}" placeholder="before-deleting" />
      <button>Save</button><p role="status"></p></form>
    <h2>By a call</h2>
    <pre>curl -X PUT ${origin}/state/before-deleting
curl -X POST ${origin}/state/before-deleting
curl -X POST ${origin}/state/${start}</pre>`;
}

const script = `
const status = document.querySelector('[role=status]');

async function send(method, name) {
  const response = await fetch('/state/' + encodeURIComponent(name), { method }).catch(() => null);
  const { message } = response?.ok === false ? await response.json() : {};
  status.textContent = response?.ok ? 'Done.' : (message ?? 'The sandbox does not answer. Is it still running?');
  return response?.ok ?? false;
}

for (const button of document.querySelectorAll('[data-state]')) {
  button.addEventListener('click', () => send('POST', button.dataset.state));
}

document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (await send('PUT', document.querySelector('#name').value)) location.reload();
});
`;
