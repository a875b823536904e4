import { describe, expect, it } from 'vitest';
import { accountWith, customerWith } from '../../../test/support/account.ts';
import type { ExportDocument, ExportRecord } from './export-document.ts';
import { exportRecords } from './export-records.ts';
import { exportTexts, exportWriters } from './export-texts.ts';

const call = { signal: new AbortController().signal, deadline: Infinity, observe: () => undefined };
const now = () => new Date(0);

/** Customers, and which of them were asked for so far. */
function asked(count: number, fails: (key: string) => boolean = () => false) {
  const keys: string[] = [];
  const account = accountWith('one', {
    getCustomer: (key) => {
      keys.push(key);
      return fails(key) ? Promise.reject(new TypeError('a defect')) : Promise.resolve(customerWith(key));
    },
  });
  const customers = Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    account,
    key: String(index),
  }));
  return { keys, records: exportRecords(customers, { call, now }) };
}

async function wholeText(writer: 'json' | 'html', records: AsyncIterable<ExportRecord>, count: number) {
  const errors: unknown[] = [];
  const failed = (error: unknown): void => void errors.push(error);
  const written = { exportedAt: now().toISOString(), count, records, failed };
  let text = '';
  for await (const piece of exportTexts(exportWriters[writer], written)) text += piece;
  return { text, errors };
}

describe('the records of an export', () => {
  it('are read four ahead of what was taken, in the order of the customers', async () => {
    const { keys, records } = asked(20);
    const taken: string[] = [];
    for await (const { id } of records) {
      taken.push(id);
      expect(keys.length).toBe(Math.min(taken.length + 3, 20));
    }
    expect(taken).toEqual(Array.from({ length: 20 }, (_, index) => `id-${index}`));
    expect(keys).toHaveLength(20);
  });

  it('are not read on once no one takes them', async () => {
    const { keys, records } = asked(20);
    await records.next();
    await records.return();
    expect(keys).toHaveLength(4);
  });
});

describe('what an export is written as', () => {
  it('ends with no problem, in both forms', async () => {
    const json: ExportDocument = JSON.parse((await wholeText('json', asked(3).records, 3)).text);
    expect([json.records.map(({ id }) => id), json.problem]).toEqual([['id-0', 'id-1', 'id-2'], null]);
    expect((await wholeText('html', asked(3).records, 3)).text).toMatch(
      /<p>End of the export<\/p>\s+<\/body>\s+<\/html>\s+$/,
    );
    const none: ExportDocument = JSON.parse((await wholeText('json', asked(0).records, 0)).text);
    expect(none.records).toEqual([]);
  });

  it.each([
    ['json', (sentence: string) => `"problem": "${sentence}"`],
    ['html', (sentence: string) => `<strong>${sentence}</strong>`],
  ] as const)('says at its end that an unexpected error cut it, as %s', async (writer, end) => {
    const { text, errors } = await wholeText(writer, asked(9, (key) => key === '2').records, 9);
    const sentence = 'An unexpected error ended this export after 2 of 9 records; the others are not in it.';
    expect(errors).toEqual([new TypeError('a defect')]);
    expect(text).toContain(end(sentence));
    expect(text.match(/id-\d|<section>/g)).toHaveLength(2);
    expect(text).not.toMatch(/a defect|<p>End of the export<\/p>/);
  });
});
