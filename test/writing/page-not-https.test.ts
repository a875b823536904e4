import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../graphql/index.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { registrationOf } from '../support/registering.ts';
import { anyCustomer, isWrite } from '../support/writing.ts';

let graph: RunningGraph;
let customerId: string;
beforeAll(async () => {
  graph = await startGraph();
  ({ id: customerId } = await anyCustomer(
    graph,
    { provider: 'BANKING_SERVICE', account: 'banking-service' },
    1,
  ));
});
afterAll(() => graph.close());
afterEach(() => graph.fail('BANKING_SERVICE', null));

describe('a page that is not https', () => {
  const reason = graphql(`
    mutation LinkWithReason($input: CreateRegistrationLinkInput!) {
      createRegistrationLink(input: $input) {
        ... on CreateRegistrationLinkSuccess {
          registrationLink {
            id
            url
            qrCode {
              dataUri
            }
            paymentMethod {
              id
            }
          }
        }
      }
    }
  `);

  const notHttps = "The provider's page is not https, so that it is not shown.";
  const none = 'The provider gave no page that can be shown.';

  it.each([
    ['of another protocol', 'ftp://bank.example/authorise', notHttps],
    ['a script', 'javascript:alert(1)', notHttps],
    ['no address', 'authorise', notHttps],
    ['nothing', null, none],
    ['longer than fits into an id', `https://bank.example/${'x'.repeat(2000)}`, none],
  ])('leaves the link with a null url and the reason: %s', async (_name, url, message) => {
    const body = (text: string) => JSON.stringify({ ...JSON.parse(text), redirect: { url } });
    graph.fail('BANKING_SERVICE', (request) => (isWrite(request) ? { kind: 'altered', body } : null));
    const { data, errors } = await graph.query(reason, { input: registrationOf(customerId) });
    expect(data?.createRegistrationLink).toEqual({
      registrationLink: {
        id: expect.any(String),
        url: null,
        qrCode: null,
        paymentMethod: { id: expect.any(String) },
      },
    });
    expect(errors?.map(({ message: reasonGiven }) => reasonGiven)).toContain(message);
    expect(new Set(errors?.map(({ extensions }) => extensions['code']))).toEqual(
      new Set(['PROVIDER_BAD_RESPONSE']),
    );
  });
});
