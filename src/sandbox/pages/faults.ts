import type { Fetch } from '../../http/fetch.ts';
import type { SandboxAccount } from '../index.ts';
import { clockHeader, clockValues } from '../request-clock.ts';
import { faultHeader, faultKinds, isFaultKind, type FaultBoard } from '../request-faults.ts';
import { route } from '../../emulators/kit/route.ts';
import { withPages } from './below.ts';
import { toPage } from './page.ts';

interface Faults {
  readonly board: FaultBoard;
  readonly accounts: readonly SandboxAccount[];
}

/**
 * Sets at `/faults` how accounts fail: a page for people, and for programs `PUT /faults/monri-1` with the name of a
 * fault, `DELETE /faults/monri-1`, and `DELETE /faults`.
 */
export function withFaultsPage(fetch: Fetch, { board: { standing }, accounts }: Faults): Fetch {
  const isAccount = (key: string) => accounts.some((account) => account.key === key);
  const table = route({
    'GET /faults': ({ request }) =>
      request.headers.get('accept')?.includes('text/html')
        ? toPage({
            title: 'Faults on demand · vaultgraph',
            body: bodyOf(accounts, standing, new URL(request.url).origin),
            script,
          })
        : Response.json(Object.fromEntries(standing)),
    'DELETE /faults': () => {
      standing.clear();
      return done();
    },
    'PUT /faults/:account': ({ params: { account = '' }, body }) => {
      if (!isAccount(account) || !isFaultKind(body)) return refused(accounts);
      standing.set(account, body);
      return done();
    },
    'DELETE /faults/:account': ({ params: { account = '' } }) => {
      if (!isAccount(account)) return refused(accounts);
      standing.delete(account);
      return done();
    },
  });
  return withPages(fetch, '/faults', table);
}

function done(): Response {
  return new Response(null, { status: 204 });
}

function refused(accounts: readonly SandboxAccount[]): Response {
  const message = `Name one of the accounts ${accounts.map(({ key }) => key).join(', ')} in the path and, to set a fault, one of ${Object.keys(faultKinds).join(', ')} as the body.`;
  return Response.json({ message }, { status: 400 });
}

function bodyOf(
  accounts: readonly SandboxAccount[],
  standing: ReadonlyMap<string, string>,
  origin: string,
): string {
  const items = accounts.map(({ key, displayName }) => {
    const now = standing.get(key);
    const options = Object.entries(faultKinds).map(
      ([kind, { says }]) =>
        `<option value="${kind}"${kind === now ? ' selected' : ''}>${kind}: ${says}</option>`,
    );
    return `<li${now ? ' class="failing"' : ''}><label for="${key}">${displayName}</label>
      <select id="${key}"><option value="">works</option>${options.join('')}</select></li>`;
  });
  const clockItems = Object.entries(clockValues).map(
    ([value, shows]) => `<dt><code>${value}</code></dt><dd>${shows}</dd>`,
  );
  return `
    <h1>Faults on demand</h1>
    <p>What an account does from now on, until you say otherwise. Then look at the <a href="/console">console</a> or at <a href="/graphql">GraphiQL</a>.</p>
    <ul>${items.join('')}</ul>
    <div class="actions"><button type="button" id="repair">Let all of them work</button><p role="status"></p></div>
    <h2>By a call</h2>
    <pre>curl -X PUT -d down ${origin}/faults/monri-1
curl -X DELETE ${origin}/faults</pre>
    <h2>For one request</h2>
    <p>The header <code>${faultHeader}: monri-1=down, verifone-2=slow</code> on a request to <code>/graphql</code> counts for that request alone.</p>
    <h2>Another time</h2>
    <p>The header <code>${clockHeader}</code> says what time it is for one request:</p>
    <dl>${clockItems.join('')}</dl>`;
}

const script = `
const status = document.querySelector('[role=status]');

async function send(method, path, body) {
  const response = await fetch(path, { method, body }).catch(() => null);
  status.textContent = response?.ok ? 'Done.' : 'The sandbox does not answer. Is it still running?';
  return response?.ok ?? false;
}

for (const select of document.querySelectorAll('select')) {
  select.addEventListener('change', async () => {
    const fault = select.value;
    const isDone = await send(fault ? 'PUT' : 'DELETE', '/faults/' + select.id, fault || undefined);
    if (isDone) select.closest('li').classList.toggle('failing', fault !== '');
  });
}

document.querySelector('#repair').addEventListener('click', async () => {
  if (!(await send('DELETE', '/faults'))) return;
  for (const select of document.querySelectorAll('select')) {
    select.value = '';
    select.closest('li').classList.remove('failing');
  }
});
`;
