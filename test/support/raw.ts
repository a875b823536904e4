import { connect } from 'node:net';

/** What came back on a connection until the server closed it, and when, in milliseconds after it was opened. */
export interface RawAnswer {
  readonly text: string;
  readonly firstMs: number | null;
  readonly closedMs: number;
}

type Write = (text: string) => Promise<void>;

/** Opens a connection, lets `send` write to it, and waits until the server closes it. */
export function speak(url: string, send: (write: Write) => Promise<void>): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const start = performance.now();
    const socket = connect(Number(port), hostname);
    let text = '';
    let firstMs: number | null = null;
    socket.setEncoding('utf8').on('data', (part: string) => {
      firstMs ??= performance.now() - start;
      text += part;
    });
    // What is written to a connection that is closed already fails; what was answered before counts.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ text, firstMs, closedMs: performance.now() - start }));
    const write: Write = (part) => new Promise((written) => socket.write(part, () => written()));
    void send(write);
  });
}

/** The head of a POST to the graph, to which its body's framing is still to be added. */
export function postHead(headers: readonly string[]): string {
  return [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    ...headers,
    '',
    '',
  ].join('\r\n');
}

/** A part of a body without a length. */
export function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

/** Status, headers by lower-case name and JSON body of the first answer. */
export function parseAnswer({ text }: RawAnswer) {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => {
      const [name = '', value = ''] = field.split(/:\s*/);
      return [name.toLowerCase(), value];
    }),
  );
  return { status: Number(line.split(' ')[1]), headers, body: body === '' ? null : JSON.parse(body) };
}
