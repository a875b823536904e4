import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCassettes, type Cassette, type RecordedExchange } from '../../cassettes/cassette.ts';
import type { Replay } from '../../cassettes/replay.ts';
import { noFilter } from '../../domain/page.ts';
import {
  answersByKey,
  connectToCassette,
  recordsOf,
  toProbeAnswer,
  whatLacks,
  type Records,
} from '../support/recorded.ts';
import type { Subject } from '../support/subject.ts';
import { createCall } from '../support/vault.ts';
import { recordedWrites } from './recorded-writes.ts';

/**
 * Declares the tests of the promises about reading and writing, as far as the cassettes of a folder hold what is asked:
 * `certify --record` makes them. What a cassette lacks is skipped; cassettes of other providers are left out.
 */
export function testCassettes(folder: string, ...providers: readonly Subject[]): void {
  const rows = [...readCassettes(folder)].flatMap(([name, cassette]) =>
    providers
      .filter(({ code }) => code === cassette.provider)
      .map((definition) => ({ name, cassette, definition })),
  );
  describe.each(rows)(`$name in ${basename(folder)}`, ({ cassette, definition }) => {
    recordedReads(definition, cassette);
    recordedWrites(definition, cassette);
  });
}

function recordedReads(definition: Subject, cassette: Cassette): void {
  const connected = () => connectToCassette(definition, cassette);

  it('reads every customer that it holds', async (context) => {
    const { played, vault } = connected();
    const keys = readsOf(definition, cassette, (answer) => answer === 'there');
    if (keys.length === 0) context.skip('It holds no customer.');
    for (const key of keys) {
      const customer = await vault.getCustomer(key, createCall()).catch(whatLacks(played, context));
      expect(customer).toMatchObject({ key });
    }
  });

  it('answers null for every customer that it records as missing', async (context) => {
    const { played, vault } = connected();
    const keys = readsOf(definition, cassette, (answer) => answer === 'missing');
    if (keys.length === 0) context.skip('It holds no missing customer.');
    for (const key of keys) {
      const customer = await vault.getCustomer(key, createCall()).catch(whatLacks(played, context));
      expect(customer).toBeNull();
    }
  });

  it('lists each customer once, with nothing that cannot be read', async (context) => {
    const { played, vault } = connected();
    const list = vault.listCustomers;
    if (!list) return context.skip('It lists no customers.');
    const page = await firstHeld(played, (limit) => list({ from: null, limit }, noFilter, createCall()));
    if (page === null) return context.skip('It holds no page that is asked for.');
    const keys = page.items.map(({ item }) => item?.key);
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBe(keys.length);
  });
}

/** The keys of the customers that were read, by what the first answer says of them. */
function readsOf(
  definition: Subject,
  cassette: Cassette,
  isWanted: (answer: 'there' | 'missing' | null) => boolean,
): readonly string[] {
  const known = recordsOf(definition);
  if (!known) return [];
  const answers = [...answersByKey(known, cassette, ['GET'])];
  return answers.flatMap(([key, answer]) => (isWanted(judged(answer, known)) ? [key] : []));
}

function judged(
  answer: RecordedExchange['answer'],
  { records, settings }: Records,
): 'there' | 'missing' | null {
  if (answer.status >= 300) return records.isGone(toProbeAnswer(answer), settings) ? 'missing' : null;
  return answer.body === 'json' ? 'there' : null;
}

/** The largest page that it holds. */
async function firstHeld<Page>(
  { lacked }: Replay,
  ask: (limit: number) => Promise<Page>,
): Promise<Page | null> {
  for (let limit = 100; limit > 0; limit -= 1) {
    const before = lacked().length;
    const page = await ask(limit).catch((error: unknown) => {
      if (lacked().length === before) throw error;
      return null;
    });
    if (page !== null) return page;
  }
  return null;
}
