import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const documentation = readFileSync('docs/federation.md', 'utf8');
const [, command = ''] = /```sh\nnpm run (\w+)\n```/.exec(documentation) ?? [];
const [, query = ''] = /```graphql\n([\s\S]*?)```/.exec(documentation) ?? [];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Runs the documented command, on any port that is free, until it says where everything is. */
async function start() {
  const [, ...args] = (scripts[command] ?? '').split(' ');
  const child = spawn(process.execPath, [...args, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let output = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => void (errors += chunk));
  const urls = await new Promise<Readonly<Record<string, string>>>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (!output.includes('Try this')) return;
      resolve(
        Object.fromEntries([...output.matchAll(/^(\w+) +(http\S+)$/gm)].map(([, name, url]) => [name, url])),
      );
    });
    void ended.then(() => reject(new Error(`It ended: ${output}${errors}`)));
  });
  return { urls, errors: () => errors, stop: () => (child.kill('SIGTERM'), ended) };
}

async function ask(url = '') {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return response.json();
}

it('the documented command runs a supergraph that answers the documented query, and leaves nothing behind', async () => {
  const { urls, errors, stop } = await start();
  const answer = await ask(urls['supergraph']);
  const order = (total: string, provider: string) => ({
    total,
    customer: { fullName: expect.any(String), provider, orders: { pageInfo: { hasNextPage: false } } },
  });
  const providers = ['MONRI', 'VERIFONE', 'BANKING_SERVICE'];
  expect(answer).toEqual({
    data: { orders: ['12.50 EUR', '80.00 EUR'].flatMap((total) => providers.map((of) => order(total, of))) },
  });
  expect(Object.keys(urls)).toEqual(['vaultgraph', 'orders', 'supergraph']);
  expect([await stop(), errors()]).toEqual([0, '']);
  await expect.poll(() => ask(urls['vaultgraph']).catch(() => 'gone')).toBe('gone');
}, 90_000);
