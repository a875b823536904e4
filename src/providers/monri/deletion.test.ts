import { expect, it } from 'vitest';
import { answering } from '../../testing/support/exchange.ts';
import { connectTo, createCall } from '../../testing/support/vault.ts';
import created from '../../emulators/monri/fixtures/create-customer.json' with { type: 'json' };
import { emulate } from '../../emulators/monri/emulator.ts';
import { monri } from './index.ts';

it.each([
  [{ deleted: true, deleted_at: null }, true],
  [{ deleted: false, deleted_at: '2026-01-02T03:04:05Z' }, false],
  [{ deleted: undefined, deleted_at: '2026-01-02T03:04:05Z' }, true],
  [{ deleted: undefined, deleted_at: null }, false],
])('a deletion is recognised by its mark, or by its time if there is no mark: %j', async (marks, deleted) => {
  const { vault } = connectTo(monri, { ...emulate(), fetch: answering({ ...created, ...marks }) });
  expect(await vault.getCustomer(created.uuid, createCall())).toMatchObject({ deleted });
});
