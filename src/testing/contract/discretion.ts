import { describe, expect, it } from 'vitest';
import { createMask } from '../../server/errors/mask.ts';
import { errorOf, diverting, isTokenRequest, reads, verbsOf, writes } from '../support/asking.ts';
import { answering } from '../support/exchange.ts';
import { connectTo, createCall, origin } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

const sentence = "Juan's card 4111 1111 1111 1111 was refused by host ipg-7";

/** What must not be found again, not even where an answer is quoted from its beginning. */
const words = ["Juan's car", '4111', 'ipg-7'];

/** The forms in which these providers, or others, say what is wrong. */
const complaints = {
  'a list of sentences': {
    status: 'invalid-request',
    message: sentence,
    errors: [`Name ${sentence}`, `Email ${sentence}`, sentence],
  },
  'a list of errors by field': {
    isSuccess: false,
    errors: [
      { ErrorCode: 'TK005', PropertyName: 'customer.email', Message: sentence },
      { ErrorCode: sentence, PropertyName: sentence, Message: sentence },
    ],
  },
  'a single error': { ErrorCode: sentence, ErrorDescription: sentence },
  'details by field': {
    code: 107,
    message: sentence,
    details: { body: { email_address: sentence, [sentence]: sentence } },
  },
  'an error by field': {
    error: sentence,
    error_description: sentence,
    message: sentence,
    fields: { email: sentence, [sentence]: sentence },
  },
};

const page = `${sentence} <html><title>Sorry</title></html>`;

const headers = { 'x-request-id': sentence, 'retry-after': sentence, 'www-authenticate': sentence };

const answers = [
  ...Object.entries(complaints).flatMap(([form, body]) =>
    [400, 422].map((status) => ({
      name: `${form} with status ${status}`,
      fetch: answering(body, { status, headers }),
    })),
  ),
  ...[400, 401, 403, 408, 409, 410, 429, 500, 503].map((status) => ({
    name: `a page with status ${status}`,
    fetch: answering(page, { status, headers }),
  })),
  { name: 'a page with status 200', fetch: answering(page, { headers }) },
  { name: 'a redirect', fetch: answering('', { status: 302, headers: { location: `https://${sentence}` } }) },
];

/** What a caller of the graph is shown. */
function shown(error: unknown): unknown {
  return createMask(() => {
    throw new Error('It is not of the family.');
  })(error).toJSON();
}

function textsIn(settings: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.values(settings).filter((value) => typeof value === 'string');
}

export function discretionPromises({ providers }: Tables): void {
  describe.each(providers)('an error at $code', (definition) => {
    const emulator = definition.emulate({ accounts: 2, customers: 3 });
    // Not the first: if a provider has two ways of signing in, this one asks for tokens.
    const cases = [...verbsOf(definition, reads), ...verbsOf(definition, writes)];

    describe.each(cases)('by $verb', ({ ask }) => {
      it.each(answers)('has nothing but its own words after $name', async ({ fetch }) => {
        const atApi = connectTo(definition, emulator, {
          account: 1,
          fetch: diverting(emulator.fetch, fetch, (request) => !isTokenRequest(request)),
        });
        const anywhere = connectTo(definition, emulator, { account: 1, fetch });
        const secrets = [...words, new URL(origin).host, ...textsIn(atApi.settings), ...atApi.customerKeys()];
        const call = createCall();
        for (const { vault, customerKeys } of [atApi, anywhere]) {
          const error = await errorOf(ask(vault, customerKeys()[0] ?? '', call));
          const visible = [String(error), JSON.stringify([error, shown(error), call.seen])].join(' ');
          for (const secret of secrets) expect(visible).not.toContain(secret);
        }
      });
    });
  });
}
