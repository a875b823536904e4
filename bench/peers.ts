import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keyOfSealed } from './peers/sealing.ts';
import { memoryOf, start, stop, type Started } from './processes.ts';
import type { Upstream } from './upstream.ts';
import {
  apiKey,
  learnIds,
  vaultgraphDocuments,
  writeConfiguration,
  type Given,
  type KnownIds,
} from './vaultgraph.ts';
import { documents, type Workload } from './workloads.ts';

export interface Peer {
  readonly name: string;
  readonly url: string;
  readonly started: Started;
  readonly documents: Readonly<Record<Workload, string>>;
  /** For vaultgraph alone: the others' ids are the vendor's own. */
  readonly ids: KnownIds | null;
  /** The vendor's own id behind one of a list that this peer answered. */
  readonly keyOf: (id: string) => string;
  readonly startedAfterMs: number;
  readonly idleMib: number;
  readonly ask: (body: string) => Promise<string>;
}

interface Place {
  readonly port: number;
  readonly folder: string;
  readonly upstream: Upstream;
}

interface Kind {
  readonly command: (place: Place) => readonly string[];
  readonly path: string;
  readonly environment?: Record<string, string>;
  readonly isVaultgraph?: boolean;
  /** Whether ids are sealed as those of vaultgraph are, with a key that is known here. */
  readonly isSealed?: boolean;
}

const here = import.meta.dirname;
const node = process.execPath;
const { bin } = JSON.parse(readFileSync(join(here, '../package.json'), 'utf8'));

function inNode(file: string, environment: Record<string, string> = {}, path = '/graphql'): Kind {
  return { command: () => [node, join(here, 'peers', file)], environment, path };
}

type Changes = Omit<Given, 'port' | 'folder' | 'upstream'>;

/** vaultgraph as shipped, with these changes of its configuration, and these words before its own on the command line. */
function vaultgraph(changes: Changes, words: readonly string[] = []): Kind {
  return {
    command: ({ port, folder, upstream }) => {
      const file = writeConfiguration({ port, folder, upstream: upstream.origin, ...changes });
      return [node, ...words, join(here, '..', bin.vaultgraph), 'serve', '--config', file];
    },
    path: '/graphql',
    isVaultgraph: true,
  };
}

const alone = { limits: { sharedReads: false } };

/** vaultgraph without one of its layers; see `layers/`. */
function without(layer: string): Kind {
  return {
    ...vaultgraph(alone, ['--import', join(here, 'layers/off.ts')]),
    environment: { WITHOUT: layer },
  };
}

/** Every server that is measured. The settings of the others are those that their own guides recommend. */
export const kinds = {
  raw: inNode('raw.ts'),
  'raw, sealed and signed': { ...inNode('raw.ts', { SEALED: '1' }), isSealed: true },
  vaultgraph: vaultgraph(alone),
  'vaultgraph, reads shared': vaultgraph({}),
  'without access': without('access'),
  'without cost': without('cost'),
  'without sealing': without('sealing'),
  'without masking': without('masking'),
  'without metrics': vaultgraph({ ...alone, server: { adminPort: undefined } }),
  'without the log': vaultgraph({ ...alone, log: { level: 'error' } }),
  'with tracing': vaultgraph(alone, ['--import', join(here, 'layers/traced.ts')]),
  'mercurius + JIT': inNode('mercurius.ts'),
  'yoga + Pothos + ky': inNode('yoga.ts'),
  'Apollo Server': inNode('apollo.ts', {}, '/'),
} satisfies Record<string, Kind>;

export type PeerName = keyof typeof kinds;

/** Starts a server on the first processor and waits until it answers. */
export async function startPeer(name: PeerName, place: Place): Promise<Peer> {
  const kind: Kind = kinds[name];
  const url = `http://127.0.0.1:${place.port}${kind.path}`;
  const ask = async (body: string) => (await post(url, body)).text();
  const known = kind.isVaultgraph ? vaultgraphDocuments : documents;
  const began = performance.now();
  const started = start(0, kind.command(place), {
    PORT: String(place.port),
    UPSTREAM: place.upstream.origin,
    ...kind.environment,
  });
  const first = JSON.stringify({ query: known.D });
  while (!(await ask(first).catch(() => '')).includes('"data"')) {
    if (started.process.exitCode !== null || performance.now() - began > 40_000) {
      await stop(started);
      throw new Error(`${name} did not start: ${started.errors()}`);
    }
    await sleep(20);
  }
  const startedAfterMs = Math.round(performance.now() - began);
  const idleMib = memoryOf(started.pid).now;
  const ids = kind.isVaultgraph ? await learnIds(ask) : null;
  const keyOf = kind.isSealed ? keyOfSealed : (ids?.toKey ?? ((id: string) => id));
  return { name, url, started, documents: known, ids, keyOf, startedAfterMs, idleMib, ask };
}

function post(url: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-api-key': apiKey };
  return fetch(url, { method: 'POST', headers, body });
}
