import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpAnswer } from './handle.ts';
import { sendAnswer } from './node.ts';

let server: Server;
let client: Socket;
afterEach(() => {
  client.destroy();
  server.close();
});

/** An answer of many pieces, and why it was cancelled. */
function answerOf(pieces: number): { readonly answer: HttpAnswer; readonly cancelled: string[] } {
  const cancelled: string[] = [];
  let left = pieces;
  const answer: HttpAnswer = {
    status: 200,
    headers: {},
    body: null,
    pieces: {
      next: async () => {
        left -= 1;
        return left < 0 ? null : 'x'.repeat(64 * 1024);
      },
      cancel: (why) => void cancelled.push(why),
    },
  };
  return { answer, cancelled };
}

/** A client that has asked and reads nothing yet. */
async function ask(answer: HttpAnswer): Promise<void> {
  server = createServer((_request, response) => void sendAnswer(response, answer, 200)).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  client.write('GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
}

describe('an answer in pieces', () => {
  it('is cut off if the client reads nothing of it for a while', async () => {
    const { answer, cancelled } = answerOf(Infinity);
    await ask(answer);
    await expect.poll(() => cancelled[0]).toBe('slow');
  });

  it('reaches a client that reads to the end', async () => {
    const { answer, cancelled } = answerOf(20);
    await ask(answer);
    let length = 0;
    client.on('data', (bytes) => (length += bytes.byteLength)).resume();
    await once(client, 'end');
    expect(length).toBeGreaterThan(20 * 64 * 1024);
    expect(cancelled).not.toContain('slow');
  });

  it('ends for a client that has gone', async () => {
    const { answer, cancelled } = answerOf(Infinity);
    await ask(answer);
    client.once('data', () => client.destroy()).resume();
    await expect.poll(() => cancelled[0]).toBe('gone');
  });
});
