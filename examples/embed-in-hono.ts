/** The graph in a Hono application: it is a function from request to response, like every Hono route. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createServer } from '../src/index.ts';
import { options } from './tenant.ts';

const graph = await createServer(options);

const application = new Hono();
application.get('/', (context) => context.text('A shop.'));
application.all('/graphql', (context) => graph(context.req.raw));

const port = Number(process.env['PORT'] ?? 4002);
serve({ fetch: application.fetch, port, hostname: '127.0.0.1' }, (address) =>
  console.log('listening', address),
);
