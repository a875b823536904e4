import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../../src/http/listen.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { chunk, parseAnswer, postHead, speak } from '../support/raw.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 1 })));
afterAll(() => graph.close());

const limit = 102_400;
const tooLarge = `The body must not be larger than ${limit} bytes.`;
/** On a machine that is busy with something else as well. What is waited for instead would take twice as long or more. */
const soonMs = 3000;
const filling = 'a'.repeat(10_240);

/** How long a request on a new connection takes, in milliseconds. */
async function nextRequest(): Promise<number> {
  const start = performance.now();
  const question = '{"query":"{ __typename }"}';
  const answer = await speak(graph.url, (write) =>
    write(postHead([`content-length: ${question.length}`, 'connection: close']) + question),
  );
  expect(parseAnswer(answer)).toMatchObject({ status: 200, body: { data: { __typename: 'Query' } } });
  return performance.now() - start;
}

describe('a body that is too large', () => {
  it('is refused by its length before any of it was sent', async () => {
    const answer = await speak(graph.url, (write) => write(postHead([`content-length: ${limit + 1}`])));
    const { status, headers, body } = parseAnswer(answer);
    expect([status, headers['connection'], body.errors[0].message]).toEqual([413, 'close', tooLarge]);
    expect(answer.firstMs).toBeLessThan(soonMs);
    expect(await nextRequest()).toBeLessThan(soonMs);
  });

  it('is refused when its chunks come to more, whatever is still to come', async () => {
    let sent = 0;
    const answer = await speak(graph.url, async (write) => {
      await write(postHead(['transfer-encoding: chunked']));
      for (; sent <= limit; sent += filling.length) await write(chunk(filling));
    });
    const { status, headers, body } = parseAnswer(answer);
    expect([status, headers['connection'], body.errors[0].message]).toEqual([413, 'close', tooLarge]);
    expect(sent).toBeLessThanOrEqual(limit + filling.length);
    expect(answer.firstMs).toBeLessThan(soonMs);
    expect(await nextRequest()).toBeLessThan(soonMs);
  });

  it('may be sent to its end by a client that reads the answer only then', async () => {
    const answer = await speak(graph.url, async (write) => {
      await write(postHead([`content-length: ${100 * filling.length}`]));
      for (let sent = 0; sent < 100; sent += 1) {
        await write(filling);
        if (sent % 20 === 0) await setTimeout(20);
      }
    });
    expect(parseAnswer(answer)).toMatchObject({ status: 413, headers: { connection: 'close' } });
  });

  it('is cut off if it does not end', async () => {
    const answer = await speak(graph.url, async (write) => {
      await write(postHead(['transfer-encoding: chunked']));
      for (let sent = 0; sent < 30; sent += 1) {
        await write(chunk(filling));
        await setTimeout(200);
      }
    });
    expect(parseAnswer(answer).status).toBe(413);
    expect(answer.closedMs).toBeLessThan(5000);
  });
});

describe('a request that is refused before its body was read', () => {
  it.each([
    ['another type', ['content-type: text/plain'], 415],
    ['a type that is not accepted', ['accept: text/css'], 406],
  ])('ends its connection: %s', async (_name, headers, status) => {
    const answer = await speak(graph.url, (write) =>
      write(
        ['POST /graphql HTTP/1.1', 'host: x', 'content-length: 9', ...headers, '', '{"query"'].join('\r\n'),
      ),
    );
    expect(parseAnswer(answer)).toMatchObject({ status, headers: { connection: 'close' } });
    expect(await nextRequest()).toBeLessThan(soonMs);
  });

  it('keeps its connection if there is no body', async () => {
    const answer = await speak(graph.url, async (write) => {
      await write('GET /graphql HTTP/1.1\r\nhost: x\r\n\r\n');
      await write('GET /livez HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    });
    expect(answer.text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 403', 'HTTP/1.1 200']);
  });
});

describe('a request that is none', () => {
  it.each([
    ['has 20 KB of headers', `GET /livez HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['has two lengths', postHead(['content-length: 1', 'content-length: 2']), 400],
    ['has a length and chunks', postHead(['content-length: 1', 'transfer-encoding: chunked']), 400],
    ['names no host', 'GET /livez HTTP/1.1\r\n\r\n', 400],
    ['names a host that is none', 'GET /graphql HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n', 404],
    [
      'names another place',
      'GET http://else.example/graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      404,
    ],
    ['has an unknown method', 'TRACE /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 405],
  ])('is refused and no defect: it %s', async (_name, text, status) => {
    const answer = await speak(graph.url, (write) => write(text));
    expect(answer.text.split('\r\n')[0]).toMatch(`HTTP/1.1 ${status} `);
    expect(answer.text).not.toContain('node_modules');
    expect(graph.defects).toEqual([]);
  });
});

describe('a slow client', () => {
  let patient: Listening;
  beforeAll(async () => {
    const times = { headersTimeoutMs: 500, requestTimeoutMs: 1000 };
    const echo = async (request: Request) => new Response(await request.text());
    patient = await listen(echo, { host: '127.0.0.1', port: 0, ...times });
  });
  afterAll(() => patient.close(0));

  it('is not waited for while its headers dribble', async () => {
    const answer = await speak(patient.origin, async (write) => {
      await write('GET / HTTP/1.1\r\nhost: x\r\n');
      for (let sent = 0; sent < 60; sent += 1) {
        await write(`x-${sent}: a\r\n`);
        await setTimeout(100);
      }
    });
    expect(answer.text).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer.closedMs).toBeLessThan(500 + 1000 + soonMs);
  });

  it('is not waited for while its body stalls', async () => {
    const answer = await speak(patient.origin, (write) => write(postHead(['content-length: 10'])));
    expect(answer.text).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer.closedMs).toBeLessThan(1000 + 1000 + soonMs);
  });
});
