import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(!existsSync(executablePath))('GraphiQL in a browser', () => {
  let graph: RunningGraph;
  let browser: Browser;
  beforeAll(async () => {
    graph = await startGraph({}, { customers: 1 });
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser.close();
    await graph.close();
  });

  it('asks and shows the answer under a policy that allows its own script alone, and nothing goes wrong', async () => {
    const page = await browser.newPage();
    const told: string[] = [];
    const asked = new Set<string>();
    page.on('console', (message) => told.push(message.text()));
    page.on('pageerror', ({ message }) => told.push(message));
    page.on('request', (request) => asked.add(request.url().replace(/^(blob|data):.*/s, '$1:')));

    const response = await page.goto(graph.url);
    expect(response?.headers()['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; worker-src blob:; style-src 'unsafe-inline'; /,
    );
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('{ viewer { tenant ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    const shown = page.locator('.graphiql-response', { hasText: '"tenant": "sandbox"' });
    await shown.waitFor({ timeout: 10_000 });
    expect(told).toEqual([]);
    expect([...asked].filter((url) => url !== graph.url && url !== 'blob:' && url !== 'data:')).toEqual([]);
  });

  it('runs no script of anybody else', async () => {
    const page = await browser.newPage();
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
    expect([blocked, await page.title()]).toEqual(['script-src-elem', 'Yoga GraphiQL']);
  });
});
