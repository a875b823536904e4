import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeQuiet, openPage } from '../support/browser.ts';

/** Saves again and again, by functions that it made at its beginning, and once more as it is left. */
const restless = `<!doctype html><title>Restless</title><link rel="icon" href="data:,"><script>
  const save = localStorage.setItem.bind(localStorage, 'kept');
  const found = [localStorage.getItem('kept'), sessionStorage.getItem('kept'), document.cookie, history.length];
  document.cookie = 'kept=1';
  setInterval(() => save(performance.now()), 1);
  addEventListener('pagehide', () => sessionStorage.setItem('kept', 'left'));
</script>`;
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end(restless);
});
let url = '';
beforeAll(async () => {
  await once(server.listen(0, 'localhost'), 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each([1, 2, 3, 4, 5])(
  'a page holds nothing of a page before it, which saved until it was left: %i',
  async () => {
    const watched = await openPage();
    await watched.page.goto(url);
    expect(await watched.page.evaluate('found')).toEqual([null, null, '', 2]);
    await closeQuiet(watched);
  },
);
