import type { Fetch } from '../../http/fetch.ts';
import { withSecurePages } from '../../server/request/index.ts';
import { toPage } from './page.ts';

/** Says at `/` where everything is. */
export function withWelcome(fetch: Fetch, { hasConsole }: { readonly hasConsole: boolean }): Fetch {
  const links = [
    ['/graphql', 'GraphiQL', 'Ask the graph by hand, with an example of everything.'],
    ...(hasConsole
      ? [['/console', 'Console', 'What a support team could use: find, change and delete customers.']]
      : []),
    ['/faults', 'Faults on demand', 'Take an account down, slow it down, or let it refuse, and look again.'],
    ['/state', 'State', 'Save what the providers hold, and go back to it.'],
  ];
  const items = links.map(([href, name, says]) => `<li><a href="${href}">${name}</a><p>${says}</p></li>`);
  const body = `
    <h1>The sandbox</h1>
    <p>One graph over emulators of every provider, with invented customers.</p>
    <ul>${items.join('')}</ul>`;
  const serve = withSecurePages(async () => toPage({ title: 'vaultgraph sandbox', body }));
  return async (request) =>
    request.method === 'GET' && new URL(request.url).pathname === '/' ? serve(request) : fetch(request);
}
