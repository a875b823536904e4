import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCassettes, writeCassettes, type Cassette } from '../../src/cassettes/cassette.ts';
import { recordedAccount } from '../../src/cassettes/recorded-account.ts';
import { noFilter } from '../../src/domain/page.ts';
import type { Fetch } from '../../src/http/fetch.ts';
import {
  answersByKey,
  connectToCassette,
  creationIn,
  recordsOf,
  type Records,
} from '../../src/testing/support/recorded.ts';
import type { Subject } from '../../src/testing/support/subject.ts';
import { connectTo, createCall } from '../../src/testing/support/vault.ts';
import { certifiable, emptyFolder, recordedAt } from '../support/certify.ts';
import { emulate } from '../support/emulate.ts';
import { serveSandbox, type ServedSandbox } from '../support/sandbox.ts';

const folder = join(import.meta.dirname, 'cassettes');
const recorded = [...readCassettes(folder).values()];

/** A key that is in no cassette. */
const unknownKey = '00000000-0000-4000-8000-00000000abcd';

/** How a read of a customer is refused that no cassette holds. */
const readOf: Readonly<Record<string, string>> = {
  BAMBOO: 'GET /customers/{identifier}',
  BANKING_SERVICE: 'GET /v1/profiles/{profileId}/customers/{customerId}',
  MONRI: 'GET /v2/customers/{uuid}',
  VERIFONE: 'GET /v2/customer/{customerId}',
};

/** The emulator of a cassette, what it answered, and what it had no answer to. */
function emulating(definition: Subject, cassette: Cassette) {
  const lacking: string[] = [];
  const answers: Response[] = [];
  const account = { ...recordedAccount(cassette), lacks: (call: string) => void lacking.push(call) };
  const emulator = emulate(definition, { customers: 3, recorded: [account] });
  const fetch: Fetch = async (request) => {
    const answer = await emulator.fetch(request);
    answers.push(answer.clone());
    return answer;
  };
  return { emulator, lacking, answers, connected: connectTo(definition, emulator, { fetch }) };
}

function recordsAt(definition: Subject): Records {
  const known = recordsOf(definition);
  if (!known) throw new Error(`${definition.code} cannot be certified.`);
  return known;
}

/** What a call gives, a failure included. */
function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  return call.catch((error: unknown) => ({ failure: String(error) }));
}

/** The first key that names a customer. */
async function firstOf(
  keys: readonly string[],
  read: (key: string) => Promise<object | null>,
): Promise<string> {
  for (const key of keys) if (await read(key).catch(() => null)) return key;
  throw new Error('No key names a customer.');
}

const rows = certifiable.flatMap((definition) =>
  recorded
    .filter(({ provider }) => provider === definition.code)
    .map((cassette) => ({ code: definition.code, cassette, definition })),
);

describe.each(rows)('the emulator of $code over a cassette', ({ code, cassette, definition }) => {
  const known = recordsAt(definition);
  const keys = [...answersByKey(known, cassette, ['GET']).keys()];

  it('answers each read of a customer as it was recorded', async () => {
    const { connected, lacking } = emulating(definition, cassette);
    const { vault: replayed } = connectToCassette(definition, cassette);
    const seen: unknown[] = [];
    for (const key of keys) {
      const outcome = await outcomeOf(connected.vault.getCustomer(key, createCall()));
      expect(outcome).toEqual(await outcomeOf(replayed.getCustomer(key, createCall())));
      seen.push(outcome);
    }
    expect(seen).toContainEqual(expect.objectContaining({ key: expect.toBeOneOf(keys) }));
    expect(seen).toContain(null);
    expect(lacking).toEqual([]);
  });

  it('starts without records', () => {
    expect(emulating(definition, cassette).connected.customerKeys()).toEqual([]);
  });

  it('refuses wrong credentials and none, also if it knows the answer', async () => {
    const { emulator, lacking } = emulating(definition, cassette);
    const asked: Request[] = [];
    const fetch: Fetch = (request) => {
      asked.push(request.clone());
      return emulator.fetch(request);
    };
    await connectTo(definition, emulator, { fetch }).vault.getCustomer(keys[0] ?? '', createCall());
    const { method = '', url = '' } = asked.at(-1) ?? {};
    for (const authorization of ['', 'Bearer wrong', 'Basic d3Jvbmc6d3Jvbmc=']) {
      const answer = await emulator.fetch(new Request(url, { method, headers: { authorization } }));
      expect(answer.status).toBe(401);
    }
    expect(lacking).toEqual([]);
  });

  it('refuses a read that was not recorded, by its method and template alone', async () => {
    const { connected, answers, lacking } = emulating(definition, cassette);
    const reading = connected.vault.getCustomer(unknownKey, createCall());
    await expect(reading).rejects.toMatchObject({ code: 'PROVIDER_REJECTED' });
    const message = `No answer to this ${readOf[code]} was recorded.`;
    expect(await answers.at(-1)?.json()).toEqual({ message });
    expect(lacking).toEqual([readOf[code]]);
  });

  it('refuses a deletion that was not recorded, and does not leave open whether it was done', async () => {
    const exchanges = cassette.exchanges.filter(({ request }) => request.method !== 'DELETE');
    const { connected, lacking } = emulating(definition, { ...cassette, exchanges });
    const there = await firstOf(keys, async (key) => connected.vault.getCustomer(key, createCall()));
    const deletion = connected.vault.deleteCustomer?.(there, createCall());
    await expect(deletion).rejects.toMatchObject({ code: 'PROVIDER_REJECTED' });
    expect(lacking[0]).toBe(readOf[code]?.replace('GET', 'DELETE'));
  });
});

/** How an account may behave, with the settings that say so, and the customers that its cassette lists. */
const behaving: readonly (readonly [provider: string, switches: object, settings: object])[] = [
  ['MONRI', { digestOver: 'path' }, { behaviour: { signedPath: 'without query' } }],
  ['MONRI', { timestampUnit: 'milliseconds' }, { behaviour: { timestampUnit: 'milliseconds' } }],
  ['VERIFONE', { maximumPageSize: 60 }, { behaviour: { maximumPageSize: 60 } }],
  ['BANKING_SERVICE', { pageParameter: 'p' }, { behaviour: { pageParameter: 'p' } }],
];

describe.each(behaving)('%s with %o', (code, switches, settings) => {
  it('is asked as it was while it was recorded, by the emulator and by a replay', async () => {
    const definition = certifiable.find((known) => known.code === code);
    if (!definition) throw new Error(`${code} cannot be certified.`);
    const { cassette } = await recordedAt(definition, { switches, settings });
    const listed = ({ listCustomers }: ReturnType<typeof emulating>['connected']['vault']) =>
      listCustomers?.({ from: null, limit: 100 }, noFilter, createCall());
    const page = await listed(emulating(definition, cassette).connected.vault);
    expect(page?.items).toHaveLength(3);
    expect(await listed(connectToCassette(definition, cassette).vault)).toEqual(page);
  });
});

describe('the sandbox over cassettes', () => {
  const lacking: string[] = [];
  let sandbox: ServedSandbox;
  beforeAll(async () => {
    sandbox = await serveSandbox({ cassettes: folder, warn: (line) => void lacking.push(line) });
  });
  afterAll(() => sandbox.close());

  it('has an account for each, whose customers its example lists', async () => {
    const { data, errors } = await sandbox.ask(sandbox.examples[0]?.query ?? '');
    expect(errors).toBeUndefined();
    const seen = data.providerAccounts.map(
      ({ key, customers }: { key: string; customers: { nodes: unknown[]; sources: { status: string }[] } }) =>
        `${key}: ${customers.nodes.length}, ${customers.sources[0]?.status}`,
    );
    // How many customers there are is disguised, too, so that bankingservice.ai may seem to contradict itself.
    expect(seen).toEqual([
      'bamboo: 0, UNSUPPORTED',
      expect.stringMatching(/^banking-service: 3, (?:PARTIAL|COMPLETE)$/),
      'monri: 3, COMPLETE',
      'verifone: 3, COMPLETE',
    ]);
    expect(lacking.splice(0)).toEqual([]);
  });

  it('says which cassette lacks an answer', async () => {
    const reference = 'a reference that was not recorded';
    const by = `{ reference: { provider: MONRI, reference: "${reference}" } }`;
    const answer = await sandbox.ask(`{ customer(by: ${by}) { id } }`);
    expect(answer.errors[0].extensions.code).toBe('PROVIDER_REJECTED');
    const [line = ''] = lacking.splice(0);
    expect(line).toMatch(/^monri-1\.cassette\.jsonl has no answer to this GET \/v2\/[^ ]*\.$/);
    expect(line).not.toContain(reference);
  });

  it('does not start without a cassette, nor with one of a provider that has no emulator', async () => {
    const empty = emptyFolder();
    await expect(serveSandbox({ cassettes: empty })).rejects.toThrow('has no cassette');
    const [cassette] = recorded;
    if (cassette) writeCassettes(empty, [{ ...cassette, provider: 'ACME' }]);
    await expect(serveSandbox({ cassettes: empty })).rejects.toThrow('There is no emulator of ACME.');
  });

  it('has accounts with keys of their own for several cassettes of a provider', async () => {
    const several = emptyFolder();
    const ofMonri = recorded.filter(({ provider }) => provider === 'MONRI');
    writeCassettes(several, [...ofMonri, ...ofMonri]);
    const served = await serveSandbox({ cassettes: several });
    const { data } = await served.ask('{ providerAccounts { key } }').finally(() => void served.close());
    expect(data.providerAccounts).toEqual([{ key: 'monri-1' }, { key: 'monri-2' }]);
  });

  it('answers a creation as it was recorded', async () => {
    const monri = certifiable.find(({ code }) => code === 'MONRI');
    const cassette = recorded.find(({ provider }) => provider === 'MONRI');
    if (!monri || !cassette) throw new Error('No cassette is of Monri.');
    const { vault } = emulating(monri, cassette).connected;
    const made = await vault.createCustomer?.({ email: 'any@example.com' }, createCall());
    expect(creationIn(recordsAt(monri), cassette)?.json).toMatchObject({ uuid: made?.key });
  });
});
