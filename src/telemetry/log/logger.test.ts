import { describe, expect, it } from 'vitest';
import { withAccessLog } from './access-log.ts';
import { logDefect } from './defect.ts';
import { createLogger } from './logger.ts';
import { note } from './request.ts';

function startLog() {
  const lines: string[] = [];
  const logger = createLogger({ write: (line) => void lines.push(line) });
  return { logger, lines, logged: () => lines.map((line) => JSON.parse(line)) };
}

const time: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const requestId = '7f9c24e8-3b12-4fef-91e0-2bc40d8f5d2a';

describe('a log line', () => {
  it('is a JSON object with what is allowed and nothing else', () => {
    const { logger, lines, logged } = startLog();
    const fields = {
      requestId,
      tenant: 'acme',
      status: null,
      attempt: 2,
      variables: { a: 1 },
      url: 'https://a/b',
    };
    logger.info('upstream call', fields);
    expect(lines[0]).toMatch(/\n$/);
    expect(logged()).toEqual([
      { level: 'info', time, msg: 'upstream call', requestId, tenant: 'acme', status: null, attempt: 2 },
    ]);
  });

  it('is scrubbed in every text, its message too', () => {
    const { logger, logged } = startLog();
    logger.warn('seen 4111111111111111', {
      requestId: '4111111111111111',
      tenant: 'ana@example.com',
      documentHash: '4111111111111111',
      operationName: 'Pay4111111111111111',
      fieldPath: 'a.ana@example.com',
      code: 'Bearer abcdefgh',
      route: 'https://host/ana',
    });
    expect(logged()).toEqual([
      {
        level: 'warn',
        time,
        msg: 'seen [card number]',
        operationName: 'Pay[card number]',
        fieldPath: '[e-mail]',
        code: '[credential]',
        route: 'https://host',
      },
    ]);
  });

  it('cuts what is long', () => {
    const { logger, logged } = startLog();
    logger.error('failure', { operationName: 'a'.repeat(200) });
    expect(logged()[0].operationName).toBe('a'.repeat(64));
  });
});

describe('a request', () => {
  it('is logged when it is answered, and named in every line that is written for it', async () => {
    const { logger, logged } = startLog();
    const handle = withAccessLog(async ({ url }) => {
      await Promise.resolve();
      note({ requestId: url.endsWith('graphql') ? requestId : undefined, tenant: 'acme' });
      logger.info('upstream call', { account: 'monri-1' });
      return new Response(null, { status: 202 });
    }, logger);
    await Promise.all([
      handle(new Request('http://localhost/graphql', { method: 'POST' })),
      handle(new Request('http://localhost/customers/ana?x=1')),
    ]);
    logger.info('later');
    const durationMs: unknown = expect.any(Number);
    const known = { level: 'info', time, tenant: 'acme' };
    expect(logged()).toEqual([
      { ...known, requestId, account: 'monri-1', msg: 'upstream call' },
      { ...known, account: 'monri-1', msg: 'upstream call' },
      { ...known, requestId, method: 'POST', route: '/graphql', status: 202, durationMs, msg: 'request' },
      { ...known, method: 'GET', route: 'other', status: 202, durationMs, msg: 'request' },
      { level: 'info', time, msg: 'later' },
    ]);
  });

  it.each([
    ['/console', '/console'],
    ['/console/customers/ana', '/console'],
    ['/consoles', 'other'],
    ['/webhooks/monri-1', '/webhooks'],
    ['/export', '/export'],
    ['/export/ana', 'other'],
  ])('to %s has the route %s, which is one of few', async (path, route) => {
    const { logger, logged } = startLog();
    const handle = withAccessLog(() => Promise.resolve(new Response(null)), logger);
    await handle(new Request(`http://localhost${path}`));
    expect(logged()).toMatchObject([{ msg: 'request', route }]);
  });

  it('is logged if it is never answered', async () => {
    const { logger, logged } = startLog();
    const handle = withAccessLog(() => Promise.reject(new Error('broken')), logger);
    await expect(handle(new Request('http://localhost/livez'))).rejects.toThrow('broken');
    expect(logged()).toMatchObject([{ msg: 'request', route: '/livez', status: null }]);
  });
});

describe('a defect', () => {
  it('is logged by name and place, with its message without quoted texts and its causes without messages', () => {
    const { logger, logged } = startLog();
    const cause = new SyntaxError('Unexpected token J, "Juan" is not valid JSON');
    logDefect(logger)(new TypeError(`No place for "Juan" (ana@example.com) or 'Pérez`, { cause }));
    const [{ stack, ...line }] = logged();
    expect(line).toEqual({ level: 'error', time, msg: 'defect', errorName: 'TypeError' });
    expect(stack).toMatch(
      /^TypeError: No place for "\.\.\." \(\[e-mail\]\) or '\.\.\.'\n {4}at .*logger\.test\.ts:\d+:\d+/,
    );
    expect(stack).toMatch(/\ncaused by SyntaxError\n {4}at /);
    expect(stack).not.toMatch(/Juan|Pérez|Unexpected/);
  });

  it('may be anything that was thrown', () => {
    const { logger, logged } = startLog();
    const odd = Object.assign(new Error('odd'), { name: 'ana@example.com', stack: undefined });
    for (const thrown of ['ana@example.com', null, odd]) logDefect(logger)(thrown);
    expect(logged().map(({ errorName, stack }) => [errorName, stack])).toEqual([
      ['string', undefined],
      ['object', undefined],
      ['Error', 'Error: odd\n'],
    ]);
  });
});
