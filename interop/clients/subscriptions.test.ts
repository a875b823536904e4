import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gql } from '@apollo/client';
import { Environment, RecordSource, Store } from 'relay-runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bankingserviceOf } from '../../test/support/bankingservice.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';
import { createWaitingLink, type WaitingLink } from '../../test/support/waiting-link.ts';
import { piecesOf, root } from '../support/vite-project.ts';

const run = promisify(execFile);
const query = 'subscription Watch($id: ID!) { registrationLink(id: $id) { id status } }';

let graph: RunningGraph;
let link: WaitingLink;
let seen: unknown[];
/** What docs/clients/subscriptions.md has, each piece in the file that it names, for this graph. */
let folder: string;
beforeAll(async () => {
  graph = await startGraph({}, { customers: 1 });
  folder = mkdtempSync(join(root, 'interop/snippet-subscriptions-'));
  for (const piece of piecesOf('subscriptions.md', 'ts')) {
    const [, name = ''] = /^\/\/ (\w+\.ts)\n/.exec(piece) ?? [];
    writeFileSync(join(folder, name), piece.replace('http://localhost:4000/graphql', graph.url));
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await graph.close();
});
beforeEach(async () => {
  link = await createWaitingLink(graph.url);
  seen = [];
});

/** As it is in a page: nothing of Node is known. */
const tsconfig = {
  extends: '../../tsconfig.json',
  compilerOptions: { lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [], exactOptionalPropertyTypes: false },
  include: ['*.ts'],
};

const pieceOf = (name: string) => import(join(folder, name));

/** Waits until a client sees the link as it is; then the person authorises it. */
async function authoriseOnceSeen(): Promise<void> {
  await expect.poll(() => seen).toEqual(['PENDING']);
  bankingserviceOf(graph).moveMethod(link.method, 'succeeded');
}

const sink = {
  next: (result: object) => {
    const { data, errors, error } = Object(result);
    seen.push(error ?? errors?.[0].extensions.code ?? data.registrationLink.status);
  },
  error: (error: Error) => void seen.push(error.message),
  complete: () => void seen.push('complete'),
};

describe('what docs/clients/subscriptions.md has', () => {
  it('is typed', async () => {
    const { stdout } = await run(join(root, 'node_modules/.bin/tsc'), ['-p', '.', '--noEmit'], {
      cwd: folder,
    });
    expect(stdout).toBe('');
  });

  it('has events arrive at urql', async () => {
    const { client } = await pieceOf('urql.ts');
    const subscription = client.subscription(query, { id: link.id }).subscribe(sink.next);
    await authoriseOnceSeen();
    await expect.poll(() => seen.at(-1)).toBe('REGISTERED');
    subscription.unsubscribe();
  });

  it('has events arrive at Apollo Client, which sends queries as usual', async () => {
    const { client } = await pieceOf('apollo.ts');
    client.subscribe({ query: gql(query), variables: { id: link.id } }).subscribe(sink);
    await authoriseOnceSeen();
    await expect.poll(() => seen).toEqual(['PENDING', 'REGISTERED', 'complete']);
    const { data } = await client.query({ query: gql('{ viewer { tenant } }') });
    expect(data.viewer.tenant).toBe('sandbox');
  });

  it('has events arrive at Relay', async () => {
    const { networkWith } = await pieceOf('relay.ts');
    const network = networkWith(() => Promise.reject(new Error('Nothing is fetched here.')));
    const environment = new Environment({ network, store: new Store(new RecordSource()) });
    const watched = {
      id: null,
      cacheID: 'watch',
      name: 'Watch',
      operationKind: 'subscription',
      text: query,
      metadata: {},
    } as const;
    environment.getNetwork().execute(watched, { id: link.id }, {}).subscribe(sink);
    await authoriseOnceSeen();
    await expect.poll(() => seen).toEqual(['PENDING', 'REGISTERED', 'complete']);
  });
});

describe('its reader of events', () => {
  it('gives what a subscription is refused with', async () => {
    const { watch } = await pieceOf('events.ts');
    watch(graph.url, { query: 'subscription { nothing }' }, sink);
    await expect.poll(() => seen).toEqual(['INVALID_INPUT', 'complete']);
  });

  it('fails if the stream ends before its time, and is silent if it is stopped', async () => {
    const { watch } = await pieceOf('events.ts');
    const other = await startGraph({}, { customers: 1 });
    const { id } = await createWaitingLink(other.url);
    const stop = watch(
      other.url,
      { query, variables: { id } },
      { ...sink, error: () => seen.push('stopped') },
    );
    await expect.poll(() => seen).toEqual(['PENDING']);
    stop();
    watch(other.url, { query, variables: { id } }, { ...sink, error: () => seen.push('torn') });
    await expect.poll(() => seen).toEqual(['PENDING', 'PENDING']);
    await other.close();
    await expect.poll(() => seen).toEqual(['PENDING', 'PENDING', 'torn']);
  });
});
