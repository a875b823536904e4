import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../http/fetch.ts';
import { withFaults, type Fault } from '../../emulators/kit/faults.ts';
import { diverting, errorOf, isTokenRequest, reads, verbsOf, writes } from '../support/asking.ts';
import { elsewhere } from '../support/subject.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

/** What proxies, gateways and frameworks answer to an address that they do not know. None is a vendor's own word. */
const foreignBodies: readonly (readonly [by: string, body: string])[] = [
  ['a page', '<!doctype html><html><body>404 Not Found</body></html>'],
  ['nothing', ''],
  ['a text', '404 page not found'],
  ['null', 'null'],
  ['an empty object', '{}'],
  ['an empty list', '[]'],
  ['a JSON text', '"Not found"'],
  ['a gateway', '{"message":"no Route matched with those values"}'],
  ['a cloud', '{"message":"Not Found"}'],
  ['Rails', '{"status":404,"error":"Not Found"}'],
  ['Spring', '{"timestamp":"2026-11-20T10:00:00Z","status":404,"error":"Not Found","path":"/v2/customer/1"}'],
  ['FastAPI', '{"detail":"Not Found"}'],
  ['Fastify', '{"message":"Route GET:/v1 not found","error":"Not Found","statusCode":404}'],
  ['Apigee', '{"fault":{"faultstring":"Unable to identify proxy","detail":{"errorcode":"messaging"}}}'],
];

function missing(body: string): Fault {
  return { kind: 'answer', status: 404, headers: { 'content-type': 'application/json' }, body };
}

export function absencePromises({ accountsThat }: Tables): void {
  describe.each(accountsThat('READ_CUSTOMER'))(
    'a 404 that $code, account $account, did not say itself',
    ({ definition, account }) => {
      const emulator = definition.emulate({ accounts: 2, customers: 2 });
      const [key = ''] = connectTo(definition, emulator, { account }).customerKeys();
      const vaultAt = (fetch: Fetch) => connectTo(definition, emulator, { account, fetch }).vault;
      const lookAtSettings = expect.stringContaining('check baseUrl');

      describe.each(verbsOf(definition, reads))('is no absence to $verb', ({ ask }) => {
        it.each(foreignBodies)('from %s', async (_by, body) => {
          const fetch = withFaults(emulator.fetch, (request) =>
            isTokenRequest(request) ? null : missing(body),
          );
          expect(await errorOf(ask(vaultAt(fetch), key, createCall()))).toMatchObject({
            code: 'PROVIDER_BAD_RESPONSE',
            message: lookAtSettings,
          });
        });
      });

      describe.each(verbsOf(definition, writes))('leaves the outcome of $verb unknown', ({ ask }) => {
        it.each(foreignBodies)('from %s', async (_by, body) => {
          const fetch = diverting(
            emulator.fetch,
            withFaults(emulator.fetch, () => missing(body)),
            (request) => request.method !== 'GET' && !isTokenRequest(request),
          );
          expect(await errorOf(ask(vaultAt(fetch), key, createCall()))).toMatchObject({
            code: 'OUTCOME_UNKNOWN',
            message: lookAtSettings,
          });
        });
      });

      describe.each(verbsOf(definition, reads))('reports a wrong base path by $verb', ({ ask }) => {
        it('as an answer that cannot be right', async () => {
          const { vault } = connectTo(definition, elsewhere(emulator), { account });
          expect(await errorOf(ask(vault, key, createCall()))).toMatchObject({
            code: 'PROVIDER_BAD_RESPONSE',
            message: lookAtSettings,
          });
        });
      });

      describe.each(verbsOf(definition, writes))('reports a wrong base path by $verb', ({ ask }) => {
        it('as something that failed, never as done', async () => {
          const { vault } = connectTo(definition, elsewhere(emulator), { account });
          expect(['PROVIDER_BAD_RESPONSE', 'OUTCOME_UNKNOWN']).toContain(
            Reflect.get(Object(await errorOf(ask(vault, key, createCall()))), 'code'),
          );
        });
      });
    },
  );
}
