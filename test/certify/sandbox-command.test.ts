import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordedQuery } from '../../src/sandbox/examples/recorded.ts';
import { emptyFolder } from '../support/certify.ts';
import { commandHere } from '../support/command-here.ts';
import { serveCommand } from '../support/command-line.ts';
import { freePort } from '../support/free-port.ts';

it('the sandbox serves the accounts of cassettes', async () => {
  const port = await freePort();
  const args = ['sandbox', '--port', String(port), '--cassettes', join(import.meta.dirname, 'cassettes')];
  const { url, output, stop } = await serveCommand(args, { folder: emptyFolder() });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: recordedQuery }),
  });
  const { data } = await response.json();
  expect(data.providerAccounts).toContainEqual({
    key: 'monri',
    customers: {
      nodes: Array.from({ length: 3 }, () => expect.objectContaining({ id: expect.any(String) })),
      sources: [{ status: 'COMPLETE', problem: null }],
    },
  });
  expect(output()).toContain(recordedQuery);
  expect(await stop('SIGTERM')).toBe(0);
});

it('the sandbox does not start over a folder without cassettes', async () => {
  const folder = emptyFolder();
  expect(await commandHere(['sandbox', '--cassettes', folder], { folder })).toEqual({
    status: 2,
    output: '',
    errors: 'The folder of --cassettes has no cassette; `vaultgraph certify --record DIR` makes them.\n',
  });
});
