import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsIn } from '../../../test/support/axe.ts';
import type { WatchedPage } from '../../../test/support/browser.ts';
import type { RunningGraph } from '../../../test/support/graph.ts';
import { startConsole } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
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

describe('an identity provider', () => {
  it('signs you in and leads back to where you were, and no token is in an address, a storage or a log', async () => {
    const addresses: string[] = [];
    const watched = await session.open({ path: '/nowhere' }, graph);
    const { page } = watched;
    page.on('request', (request) => addresses.push(request.url()));
    page.on('framenavigated', (frame) => addresses.push(frame.url()));
    const answered = page.waitForResponse((response) => response.url().endsWith('/token'));
    await signIn(watched);
    const tokens: Readonly<Record<string, string>> = await (await answered).json();
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/nowhere');
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
  it('is renewed without you, as long as the identity provider allows', async () => {
    const brief = await startIdentityProvider(20);
    const served = await startConsole(configFor(brief));
    brief.register(new URL(served.url).origin);
    const watched = await session.open({}, served);
    const { page } = watched;
    await signIn(watched);
    await page.locator('tbody a').first().waitFor();
    const renewed = brief.asked.filter((line) => line === 'POST /token').length;
    expect(renewed).toBeGreaterThan(1);
    await page.route(`${brief.issuer}/token`, (route) =>
      route.fulfill({
        status: 400,
        headers: { 'access-control-allow-origin': '*', 'content-type': 'application/json' },
        body: '{"error":"invalid_grant"}',
      }),
    );
    await page.locator('tbody a').first().click();
    await page.getByRole('alert').getByText('Your credential is over, or is no longer accepted.').waitFor();
    expect(watched.complaints.splice(0).filter((line) => !line.includes('400'))).toEqual([]);
    await served.close();
    await brief.close();
  });
});
