import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsIn } from '../../../test/support/axe.ts';
import type { WatchedPage } from '../../../test/support/browser.ts';
import type { RunningGraph } from '../../../test/support/graph.ts';
import { startConsole } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
import { searchAndReload } from '../support/search-and-reload.ts';
import {
  audience,
  clientId,
  scope,
  startIdentityProvider,
  type IdentityProvider,
} from '../support/identity-provider.ts';

const session = consoleSession();
let identity: IdentityProvider;
let graph: RunningGraph;

beforeAll(async () => {
  identity = await startIdentityProvider();
  graph = await startConsole(configFor(identity));
  identity.register(new URL(graph.url).origin);
});
afterAll(async () => {
  await graph.close();
  await identity.close();
});

function configFor({ issuer }: IdentityProvider): Record<string, unknown> {
  return {
    console: { oidc: { issuer, clientId, scope, resource: audience } },
    access: { jwt: { issuer, audience, jwksUri: `${issuer}/jwks` } },
  };
}

async function signIn({ page }: WatchedPage): Promise<void> {
  await page.getByRole('button', { name: /^Sign in at localhost/ }).click();
}

/** What the browser keeps for the tab, and its address. */
function keptBy({ page }: WatchedPage): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      history.state,
      location.href,
    ]),
  );
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const json = { 'content-type': 'application/json' };

/** How a token endpoint ends a session. */
const refusals: readonly { readonly name: string; readonly answer: Answer }[] = [
  {
    name: 'a code of OAuth',
    answer: { status: 400, headers: json, body: '{"error":"invalid_grant"}' },
  },
  {
    name: 'a challenge',
    answer: {
      status: 401,
      headers: {
        ...json,
        'www-authenticate': 'Basic realm="tokens"',
        'access-control-expose-headers': 'www-authenticate',
      },
      body: '{"error":"invalid_client"}',
    },
  },
  {
    name: 'a page',
    answer: { status: 403, headers: { 'content-type': 'text/html' }, body: '<p>No.</p>' },
  },
];

/** What a token endpoint answers that cannot renew for now. */
const troubles: readonly { readonly name: string; readonly answer: Answer }[] = [
  { name: 'a limit', answer: { status: 429, headers: json, body: '{"error":"slow_down"}' } },
  {
    name: 'an outage',
    answer: { status: 503, headers: { 'content-type': 'text/html' }, body: '<p>Later.</p>' },
  },
];

/** The browser itself complains of each answer that is no success. */
function forgive({ complaints }: WatchedPage, { status }: Answer): readonly string[] {
  return complaints.splice(0).filter((line) => !line.includes(String(status)));
}

describe('an identity provider', () => {
  it('signs you in and leads back to where you were, and no token is in an address, a storage or a log', async () => {
    const addresses: string[] = [];
    const watched = await session.open({ path: '/nowhere?ids=any' }, graph);
    const { page } = watched;
    page.on('request', (request) => addresses.push(request.url()));
    page.on('framenavigated', (frame) => addresses.push(frame.url()));
    const answered = page.waitForResponse((response) => response.url().endsWith('/token'));
    await signIn(watched);
    const tokens: Readonly<Record<string, string>> = await (await answered).json();
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(page.url()).toBe(new URL('/console/nowhere?ids=any', graph.url).href);
    await page.getByRole('link', { name: 'All customers' }).click();
    await page.locator('tbody a').first().waitFor();
    const kept = await keptBy(watched);
    const places = [kept, ...addresses, ...identity.asked, ...graph.logged].join('\n');
    for (const name of ['access_token', 'refresh_token', 'id_token']) {
      expect(tokens[name]).toMatch(/.{20}/);
      expect(places).not.toContain(tokens[name]);
    }
    expect(kept).not.toMatch(/verifier|code=/);
    expect(addresses.filter((address) => /[?&]code=/.test(address))).toEqual([]);
  });

  it('is asked again after a reload, and then the search is as it was', async () => {
    const watched = await session.open({}, graph);
    await signIn(watched);
    await searchAndReload(watched, signIn);
    expect(identity.asked.join(' ')).not.toContain('absent');
  });

  it('decides what you are offered', async () => {
    const watched = await session.open({}, graph);
    await signIn(watched);
    await watched.page.locator('tbody a').first().waitFor();
    const links = watched.page.getByRole('navigation', { name: 'Console' }).getByRole('link');
    expect(await links.allInnerTexts()).toEqual(['Customers']);
  });

  it('ends its session, too, once you sign out, and no token is named in the address', async () => {
    const watched = await session.open({}, graph);
    const { page } = watched;
    await signIn(watched);
    await page.locator('tbody a').first().waitFor();
    identity.asked.length = 0;
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'End the session' }).click();
    await page.getByRole('button', { name: /^Sign in at/ }).waitFor();
    expect(identity.asked).toContain('POST /token/revocation');
    expect(identity.asked.join(' ')).not.toContain('id_token_hint');
    expect(await keptBy(watched)).toContain('[[],[],"",null,');
  });

  it('that does not let you in is said not to', async () => {
    identity.letsIn = false;
    const watched = await session.open({}, graph);
    await signIn(watched);
    await watched.page.getByRole('alert').getByText('Your identity provider did not sign you in.').waitFor();
    identity.letsIn = true;
    await expect.poll(() => violationsIn(watched)).toEqual([]);
    await watched.shoot('console-sign-in-oidc');
    expect(watched.sent).toEqual([]);
  });

  it('is not believed about a sign-in that this tab did not begin', async () => {
    identity.asked.length = 0;
    const watched = await session.open({ path: '/signed-in#code=stolen&state=forged' }, graph);
    await watched.page.getByRole('alert').getByText('The sign-in was not begun in this tab.').waitFor();
    expect(watched.page.url()).not.toContain('stolen');
    expect(identity.asked).not.toContain('POST /token');
  });

  it('that cannot be reached is said to be', async () => {
    const watched = await session.open({}, graph);
    await watched.page.route(`${identity.issuer}/**`, (route) => route.abort());
    await signIn(watched);
    await watched.page.getByRole('alert').getByText('could not be reached').waitFor();
    expect(watched.complaints.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')]);
  });
});

describe('a token that is about to end', () => {
  let brief: IdentityProvider;
  let served: RunningGraph;
  beforeAll(async () => {
    brief = await startIdentityProvider(20);
    served = await startConsole(configFor(brief));
    brief.register(new URL(served.url).origin);
  });
  afterAll(async () => {
    await served.close();
    await brief.close();
  });

  /** Signs in, and has the next renewal answered like this. */
  async function signInUntil(answer: Answer): Promise<WatchedPage> {
    const watched = await session.open({}, served);
    const { page } = watched;
    await signIn(watched);
    await page.locator('tbody a').first().waitFor();
    const headers = { 'access-control-allow-origin': '*', ...answer.headers };
    await page.route(`${brief.issuer}/token`, (route) => route.fulfill({ ...answer, headers }));
    return watched;
  }

  it('is renewed without you, as long as the identity provider allows', async () => {
    const watched = await session.open({}, served);
    brief.asked.length = 0;
    await signIn(watched);
    await watched.page.locator('tbody a').first().waitFor();
    expect(brief.asked.filter((line) => line === 'POST /token').length).toBeGreaterThan(1);
  });

  it.each(refusals)('leads back to the way in if its renewal is refused by $name', async ({ answer }) => {
    const watched = await signInUntil(answer);
    await watched.page.locator('tbody a').first().click();
    const alert = watched.page.getByRole('alert');
    await alert.getByText('Your credential is over, or is no longer accepted.').waitFor();
    expect(forgive(watched, answer)).toEqual([]);
  });

  it.each(troubles)('leaves you signed in if its renewal meets $name', async ({ answer }) => {
    const watched = await signInUntil(answer);
    const { page } = watched;
    await page.locator('tbody a').first().click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(1);
    await page.unroute(`${brief.issuer}/token`);
    await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { name: 'Contact' }).waitFor();
    expect(forgive(watched, answer)).toEqual([]);
  });
});
