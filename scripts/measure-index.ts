import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findCustomers } from '../src/gateway/find/find.ts';
import { createTenantIndexes } from '../src/gateway/blind-index/tenant-indexes.ts';
import { buildIndex } from '../src/gateway/blind-index/build-index.ts';
import { createSqliteIndexStore } from '../src/store/sqlite-index.ts';
import { connectRedis } from '../src/store/redis/connection.ts';
import { createRedisIndexStore } from '../src/store/redis/index-store.ts';
import type { IndexStore } from '../src/store/index-store.ts';
import { requestScopeOf } from '../src/testing/support/request-scope.ts';
import { accountOf, emailOf, nameOf, phoneOf } from './measure-index/account.ts';

/**
 * Builds a blind index of invented customers, whose provider answers at once, and measures what it takes: in a file, or with
 * `--redis URL` in an empty Redis.
 */
const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '10000' },
    searches: { type: 'string', default: '1000' },
    redis: { type: 'string' },
  },
});
const [customers, searches] = [Number(values.customers), Number(values.searches)];
const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-measure-index-'));

interface Opened {
  readonly store: IndexStore;
  readonly bytes: () => Promise<number>;
  readonly close: () => Promise<void>;
}

async function openRedis(url: string): Promise<Opened> {
  const connection = await connectRedis(url);
  const bytes = async (): Promise<number> =>
    Number(/^used_memory:(\d+)/m.exec(await connection.client.info('memory'))?.[1]);
  const before = await bytes();
  return {
    store: createRedisIndexStore(connection, 'measure:'),
    bytes: async () => (await bytes()) - before,
    close: connection.close,
  };
}

function openFile(): Opened {
  const path = join(folder, 'measured.index');
  const store = createSqliteIndexStore(path);
  const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return {
    store,
    bytes: async () => sizeOf(path) + sizeOf(`${path}-wal`),
    close: store.close,
  };
}

/** Runs something and gives how long it took, and how long this process was at work. */
async function timed(work: () => Promise<void>): Promise<{ readonly ms: number; readonly cpuMs: number }> {
  const [begin, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - begin, cpuMs: (user + system) / 1_000 };
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const { store, bytes, close } = values.redis === undefined ? openFile() : await openRedis(values.redis);
try {
  const indexes = createTenantIndexes(
    {
      tenant: 'measure',
      secret: Buffer.alloc(32, 1),
      accounts: [accountOf(customers)],
      requestTimeoutMs: 10_000,
    },
    { store, refreshSecondsOf: () => 86_400 },
  );
  const [account] = indexes.accounts;
  const [parts] = indexes.parts;
  if (!account?.index || !parts) throw new Error('There is no index.');
  const { index } = account;

  const build = (): Promise<void> =>
    buildIndex(parts, {
      requestTimeoutMs: 10_000,
      signal: new AbortController().signal,
      progressed: () => undefined,
    }).then((built) => {
      if (built !== 'COMPLETE') throw new Error(`The index is ${built}.`);
    });
  const first = await timed(build);
  console.log(`customers                 ${(await index.status()).size}`);
  console.log(`first build               ${seconds(first.ms)}, at work ${seconds(first.cpuMs)}`);
  console.log(`size                      ${((await bytes()) / 2 ** 20).toFixed(1)} MiB`);
  console.log(
    `                          ${((await bytes()) / customers).toFixed(0)} bytes for each customer`,
  );
  const again = await timed(build);
  console.log(`reading all again         ${seconds(again.ms)}, at work ${seconds(again.cpuMs)}`);
  console.log(`memory of the process     ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);

  const matches = {
    'e-mail address': (number: number) => ({ EMAIL: emailOf(number).toUpperCase() }),
    'phone, international': (number: number) => ({ PHONE: phoneOf(number) }),
    'phone, national': (number: number) => ({ PHONE: phoneOf(number).replace('+385', '0') }),
    name: (number: number) => ({ NAME: nameOf(number) }),
    'an absent address': (number: number) => ({ EMAIL: `absent${number}@example.com` }),
  };
  for (const [title, matchOf] of Object.entries(matches)) {
    const times: number[] = [];
    let found = 0;
    const cpu = process.cpuUsage();
    for (let search = 0; search < searches; search += 1) {
      const match = matchOf(Math.floor((search * customers) / searches));
      const begin = performance.now();
      const page = await findCustomers(
        { accounts: [account], match, first: 20, after: null },
        requestScopeOf([account]),
      );
      times.push(performance.now() - begin);
      found += page.edges.length > 0 ? 1 : 0;
    }
    const { user, system } = process.cpuUsage(cpu);
    const each = ((user + system) / 1_000 / searches).toFixed(2);
    const isAbsent = title.startsWith('an absent');
    if (found !== (isAbsent ? 0 : searches))
      throw new Error(`By ${title} ${found} of ${searches} were found.`);
    const sorted = times.toSorted((one, other) => one - other);
    const at = (part: number): string => `${(sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2)} ms`;
    console.log(
      `${`by ${title}`.padEnd(26)}${at(0.5)} in the middle, ${at(0.99)} the slowest hundredth, at work ${each} ms`,
    );
  }
} finally {
  await close();
  rmSync(folder, { recursive: true });
}
