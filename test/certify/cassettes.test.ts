import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCassettes, writeCassettes } from '../../src/cassettes/cassette.ts';
import { compareCassettes } from '../../src/cassettes/compare.ts';
import { toComparison } from '../../src/certify/comparison.ts';
import { testCassettes } from '../../src/testing/contract/index.ts';
import { certifiable, emptyFolder, recordedAt } from '../support/certify.ts';
import { providers } from '../support/providers.ts';

/** Made by `scripts/record-cassettes.ts`. */
const folder = join(import.meta.dirname, 'cassettes');
const recorded = readCassettes(folder);

testCassettes(folder, ...providers);

function definitionOf(code: string) {
  const definition = certifiable.find((known) => known.code === code);
  if (!definition) throw new Error(`${code} cannot be certified.`);
  return definition;
}

describe.each([...recorded])('%s', (_name, cassette) => {
  it('has the shapes of the emulator', async () => {
    const { cassette: today } = await recordedAt(definitionOf(cassette.provider));
    expect(compareCassettes(cassette, today)).toEqual([]);
  });
});

describe('a comparison of cassettes', () => {
  it('shows which fields and which types only one of them has', async () => {
    const { cassette: now } = await recordedAt(definitionOf('MONRI'), { switches: { liveShapes: true } });
    const differences = compareCassettes(now, recorded.get('monri-1.cassette.jsonl') ?? now);
    expect(differences).toEqual([
      { call: 'GET /v2/customers 200', what: 'data[].uuid: text', only: 'first' },
      { call: 'GET /v2/customers 200', what: 'data[].merchant_customer_id: text', only: 'first' },
      { call: 'DELETE /v2/customers/{uuid} 200', what: 'uuid: text', only: 'first' },
      { call: 'DELETE /v2/customers/{uuid} 200', what: 'merchant_customer_id: text', only: 'first' },
    ]);
  });

  it('shows which statuses only one of them has, by what was asked for', async () => {
    const { cassette: now } = await recordedAt(definitionOf('MONRI'), { switches: { notFoundStatus: 400 } });
    const differences = compareCassettes(now, recorded.get('monri-1.cassette.jsonl') ?? now);
    expect(differences).toContainEqual({
      call: 'GET /v2/customers/{uuid} (unknown-uuid)',
      what: '400, for unknown-uuid',
      only: 'first',
    });
  });

  it('is written for people', async () => {
    const { cassette: now } = await recordedAt(definitionOf('VERIFONE'), {
      switches: { deletionStatus: 200 },
    });
    expect(toComparison([now], recorded)).toContain(
      'DELETE /v2/customer/{id} (deletion-answer)  200, for deletion-answer: only now',
    );
    expect(toComparison([{ ...now, provider: 'UNKNOWN' }], recorded)).toBe(
      'No cassette is of a provider that was asked.',
    );
  });
});

describe.each(certifiable)('a cassette of $code', (definition) => {
  it('holds no key, no setting and no host of the account', async () => {
    const { emulator, cassette } = await recordedAt(definition);
    const [account] = emulator.accounts('http://127.0.0.1:9');
    const { behaviour: _behaviour, ...settings } = account?.settings ?? {};
    const values = [...Object.values(settings).map(String), ...(account?.customerKeys() ?? [])];
    const text = JSON.stringify(cassette);
    expect(values.filter((value) => value.length > 6 && text.includes(value))).toEqual([]);
    expect(text).not.toContain('127.0.0.1');
    expect(text).not.toContain('vaultgraph certify');
  });

  it('is read as it was written', async () => {
    const { cassette } = await recordedAt(definition);
    const place = emptyFolder();
    const names = [...writeCassettes(place, [cassette]), ...writeCassettes(place, [cassette])];
    const stem = definition.code.toLowerCase();
    expect(names).toEqual([`${stem}-1.cassette.jsonl`, `${stem}-2.cassette.jsonl`]);
    expect(JSON.stringify([...readCassettes(place).values()])).toBe(JSON.stringify([cassette, cassette]));
  });
});
