import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const secret = 'a-shared-secret-of-at-least-32-bytes!';
const sha256 = createHash('sha256').update('router key').digest('hex');

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph(
    {
      audit: { type: 'stdout', reads: true },
      access: {
        apiKeys: [{ name: 'router', sha256, tenant: 'sandbox', scopes: ['vault:explore'] }],
        jwt: { issuer: 'https://issuer.example.com', audience: 'vaultgraph', secret },
      },
    },
    { customers: 2 },
  );
});
afterAll(() => graph.close());

async function ask(query: string, headers: Record<string, string>) {
  const token = await new SignJWT({ tenant: 'sandbox', scope: 'vault:customer:read' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('https://issuer.example.com')
    .setAudience('vaultgraph')
    .setSubject('user-1')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));
  const response = await graph.send({ query }, { authorization: `Bearer ${token}`, ...headers });
  return {
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    ...(await response.json()),
  };
}

const gateway = { 'x-vaultgraph-gateway-key': 'router key' };
const auditedSince = (start: number) => graph.audited.slice(start).map((line) => JSON.parse(line));

describe('an end user behind a gateway', () => {
  it('needs no vault:explore, and both are shown', async () => {
    const { data } = await ask('{ viewer { credential scopes gateway { credential scopes } } }', gateway);
    expect(data.viewer).toEqual({
      credential: expect.stringMatching(/^jwt [0-9a-f]{12}$/),
      scopes: ['vault:customer:read', 'vault:explore'],
      gateway: { credential: `api-key router ${sha256.slice(0, 12)}`, scopes: ['vault:explore'] },
    });
  });

  it('sees no more data than before', async () => {
    const start = graph.audited.length;
    const { errors } = await ask(
      '{ customers(accounts: ["monri-1"], first: 1) { nodes { email } } }',
      gateway,
    );
    expect(errors[0].extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      requiredScopes: ['vault:customer:pii'],
    });
    expect(auditedSince(start)).toMatchObject([
      {
        action: 'read customers.nodes.email',
        caller: expect.stringMatching(/^jwt /),
        gateway: `api-key router ${sha256.slice(0, 12)}`,
      },
    ]);
  });

  it('is refused without the gateway’s key, or with a wrong one', async () => {
    expect(await ask('{ viewer { gateway { credential } } }', {})).toMatchObject({ status: 403 });
    const answer = await ask('{ __typename }', { 'x-vaultgraph-gateway-key': 'wrong' });
    expect(answer).toMatchObject({ status: 401, challenge: 'Bearer error="invalid_token"' });
    expect(answer.errors[0].message).toMatch(/^The credential was not accepted/);
  });
});

describe('the audit of reads', () => {
  it('records who read which record, once per request', async () => {
    const start = graph.audited.length;
    const query =
      '{ customers(accounts: ["monri-1"], first: 2) { nodes { id provider } edges { node { id } } } }';
    const { data } = await ask(query, gateway);
    expect(
      auditedSince(start).map(({ action, objectId, account, outcome }) => [
        action,
        objectId,
        account,
        outcome,
      ]),
    ).toEqual(
      data.customers.nodes.map(({ id }: { id: string }) => ['read Customer', id, 'monri-1', 'SUCCESS']),
    );
  });

  it('records no read that was denied', async () => {
    const start = graph.audited.length;
    await ask('{ customers(accounts: ["monri-1"], first: 1) { nodes { email } } }', gateway);
    expect(auditedSince(start).map(({ action }) => action)).toEqual(['read customers.nodes.email']);
  });
});
