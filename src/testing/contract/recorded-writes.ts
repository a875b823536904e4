import { expect, it } from 'vitest';
import type { Vault } from '../../port.ts';
import type { Cassette } from '../../cassettes/cassette.ts';
import { samplesOf, storedFields, toInput } from '../support/customer-samples.ts';
import {
  answersByKey,
  connectToCassette,
  creationIn,
  recordsOf,
  toProbeAnswer,
  whatLacks,
  type Records,
} from '../support/recorded.ts';
import type { Subject } from '../support/subject.ts';
import { createCall } from '../support/vault.ts';

/**
 * The promises about writing, as far as a cassette of `certify --write` holds what is asked. What a request says is not
 * compared: an account answers a write with the record, which is read here.
 */
export function recordedWrites(definition: Subject, cassette: Cassette): void {
  const known = recordsOf(definition);
  const { customer: rules } = definition.rules;
  // The reference is left out: the answer has the one of the cassette, and is compared with it.
  const fields = rules ? storedFields(rules).filter((field) => field !== 'merchantReference') : [];
  const patch = toInput(samplesOf(fields));

  it('reads the customer in the answer to a creation', async (context) => {
    const { vault } = connectToCassette(definition, cassette);
    const create = vault.createCustomer;
    const answer = known && creationIn(known, cassette);
    const key = known && answer && known.records.keyOf(toProbeAnswer(answer), '');
    if (!create || !key) return context.skip('It holds no customer that was created.');
    expect(await create(patch, createCall())).toMatchObject({ key });
  });

  it('reads the link in the answer to a registration', async (context) => {
    const { played, vault } = connectToCassette(definition, cassette);
    const answer = known && creationIn(known, cassette);
    if (!vault.createRegistrationLink || !answer || answer.status >= 300) {
      return context.skip('It holds no registration.');
    }
    const person = { merchantReference: 'reference' };
    const link = await vault
      .createRegistrationLink(person, 1, createCall())
      .catch(whatLacks(played, context));
    expect(link.url).toMatch(/^https?:/);
  });

  /** Tries a write of every customer, unless it was refused, or the customer was first read when it was gone already. */
  const each = async (
    methods: readonly string[],
    write: (key: string, vault: Vault) => Promise<unknown>,
  ): Promise<readonly { readonly key: string; readonly result: unknown }[]> => {
    const written = [];
    for (const key of known ? writtenKeys(known, cassette, methods) : []) {
      const { played, vault } = connectToCassette(definition, cassette);
      try {
        written.push({ key, result: await write(key, vault) });
      } catch (error) {
        if (played.lacked().length === 0) throw error;
      }
    }
    return written;
  };

  it('reads the customer in the answer to an update', async (context) => {
    if (!connectToCassette(definition, cassette).vault.updateCustomer)
      return context.skip('It updates none.');
    const written = await each(['POST', 'PUT', 'PATCH'], (key, { updateCustomer }) =>
      Promise.resolve(updateCustomer?.(key, patch, createCall())),
    );
    if (written.length === 0) return context.skip('It holds no update with all that is asked for one.');
    for (const { key, result } of written) expect(result).toMatchObject({ key });
  });

  it('knows a deletion by its answer', async (context) => {
    if (!connectToCassette(definition, cassette).vault.deleteCustomer)
      return context.skip('It deletes none.');
    const written = await each(['DELETE'], (key, { deleteCustomer }) =>
      Promise.resolve(deleteCustomer?.(key, createCall())),
    );
    if (written.length === 0) return context.skip('It holds no deletion with all that is asked for one.');
    for (const { key, result } of written) {
      expect([true, expect.objectContaining({ key, deleted: true })]).toContainEqual(result);
    }
  });
}

function writtenKeys(known: Records, cassette: Cassette, methods: readonly string[]): readonly string[] {
  const reads = answersByKey(known, cassette, ['GET']);
  return [...answersByKey(known, cassette, methods)].flatMap(([key, { status }]) => {
    const read = reads.get(key);
    const wasGone = read !== undefined && known.records.isGone(toProbeAnswer(read), known.settings);
    return status < 300 && !wasGone ? [key] : [];
  });
}
