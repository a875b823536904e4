import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyReceipt } from '../../src/gateway/erasure/receipt.ts';
import { brokenAt, digestOf } from '../../src/telemetry/audit/audit.ts';
import { runErasures, type ErasingResult } from './erasing-run.ts';
import { deadlyPoints } from './mortal-fleet.ts';
import { erasingKills, isLong, longest, seed } from './scale.ts';
import { tally, toTable } from './table.ts';

describe.each([
  ['one process, with SQLite', 1, erasingKills.sqlite],
  ['two processes, with Redis', 2, erasingKills.redis],
])('an erasure by %s, that is killed and started again', (name, size, kills) => {
  let result: ErasingResult;
  beforeAll(async () => void (result = await runErasures(`${seed} erasing ${size}`, size, kills)), longest);
  afterAll(() => {
    const states = result.people.flatMap(({ steps }) => steps.map(({ state }) => state));
    const row = { [`FAULT_SEED=${seed}`]: name, kills: result.deaths.length, erasures: result.people.length };
    process.stdout.write(toTable('Erasures', [{ ...row, ...tally(states) }]));
  });

  it('has died often enough, at most points there are', () => {
    expect(result.deaths.length).toBeGreaterThanOrEqual(kills);
    const met = deadlyPoints.filter((point) => result.deaths.includes(point));
    expect(met.length).toBeGreaterThanOrEqual(isLong ? deadlyPoints.length : 2);
  });

  it('is over, and every customer is gone', () => {
    expect(result.people.filter(({ left }) => left > 0)).toEqual([]);
    const states = result.people.flatMap(({ steps }) => steps.map(({ state }) => state));
    expect(states.filter((state) => state !== 'DONE' && state !== 'RETAINED')).toEqual([]);
  });

  it('has deleted each record exactly once', () => {
    expect(result.deletions.length).toBeGreaterThanOrEqual(result.people.length * 3);
    expect(result.deletions.filter((times) => times !== 1)).toEqual([]);
  });

  it('has receipts that are true, by their keys and by what the providers hold', async () => {
    const keys = createLocalJWKSet(result.keys as JSONWebKeySet);
    for (const { jws, steps, status } of result.people) {
      const receipt = await verifyReceipt(jws, keys);
      const said = receipt.records.flatMap((record) => record.steps);
      expect(said.map(({ id, subject, state }) => ({ id, subject, state }))).toEqual(steps);
      expect(receipt.status).toBe(status);
    }
  });

  it('has a line in the audit for every step of every receipt, and no link of it is broken', async () => {
    const lines = result.audit?.split('\n').filter(Boolean) ?? [];
    const digests = new Set(lines.map(digestOf));
    const keys = createLocalJWKSet(result.keys as JSONWebKeySet);
    const receipts = await Promise.all(result.people.map(({ jws }) => verifyReceipt(jws, keys)));
    const named = receipts.flatMap(({ records }) =>
      records.flatMap(({ steps }) => steps.map(({ auditLine }) => auditLine ?? '')),
    );
    // Each process has its own audit: only the audit of a single process is complete.
    expect(named.filter((line) => size === 1 && !digests.has(line))).toEqual([]);
    expect(named.filter((line) => !/^[\da-f]{64}$/.test(line))).toEqual([]);
    expect(brokenAt(lines)).toBeNull();
  });
});
