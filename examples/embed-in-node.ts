/** The graph on a plain Node server. */
import { createServer as createHttpServer } from 'node:http';
import { createServerAdapter } from '@whatwg-node/server';
import { createServer } from '../src/index.ts';
import { options } from './tenant.ts';

const graph = createServerAdapter(await createServer(options));

const server = createHttpServer((request, response) => void graph(request, response));
server.listen(Number(process.env['PORT'] ?? 4001), '127.0.0.1', () => {
  console.log('listening', server.address());
});
