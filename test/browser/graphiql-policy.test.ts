import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeQuiet, openPage } from '../support/browser.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({}, { customers: 1 });
});
afterAll(async () => {
  await graph.close();
});

describe("GraphiQL's policy", () => {
  it('allows its own script alone, under which it asks and shows the answer', async () => {
    const watched = await openPage();
    const { page } = watched;
    const response = await page.goto(graph.url);
    expect(response?.headers()['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; worker-src blob:; style-src 'unsafe-inline'; /,
    );
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('{ viewer { tenant ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await page.locator('.graphiql-response', { hasText: '"tenant": "sandbox"' }).waitFor();
    await closeQuiet(watched);
  });

  it('lets the browser keep the script, and with it what is compiled of it', async () => {
    const { page, close } = await openPage();
    const load = async () => {
      await page.goto(graph.url);
      await page.locator('.graphiql-query-editor .view-line').first().waitFor();
      return page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .filter((entry) => entry instanceof PerformanceResourceTiming)
          .filter(({ initiatorType }) => initiatorType === 'script')
          .map(({ transferSize }) => transferSize > 0),
      );
    };
    await load();
    expect(await load()).toEqual([false]);
    await close();
  });

  it('lets no foreign script run', async () => {
    const { page, close } = await openPage();
    await page.goto(graph.url);
    const blocked = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          const script = document.createElement('script');
          script.textContent = 'document.title = "taken over"';
          document.body.append(script);
        }),
    );
    expect([blocked, await page.title()]).toEqual(['script-src-elem', 'vaultgraph']);
    await close();
  });
});
