import { expect, it } from 'vitest';
import { startGraph } from '../support/graph.ts';

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

it('a token that cannot be checked now is not called bad', async () => {
  const jwt = { issuer: 'https://issuer.example', audience: 'graph', jwksUri: 'http://127.0.0.1:1/keys' };
  const graph = await startGraph({ access: { jwt } }, { customers: 1 });
  const token = `${encode({ alg: 'RS256', kid: 'one' })}.${encode({})}.signature`;
  const response = await graph.send({ query: '{ viewer { tenant } }' }, { authorization: `Bearer ${token}` });
  const { errors } = await response.json();
  await graph.close();
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(errors).toEqual([
    {
      message: 'The credential could not be checked now: try again.',
      extensions: { code: 'ACCESS_DENIED', retryable: true, requestId: expect.any(String) },
    },
  ]);
  expect(graph.defects.map((defect) => String(defect))).toEqual([
    'UncheckedCredentialError: The keys of the issuer could not be read.',
  ]);
});
