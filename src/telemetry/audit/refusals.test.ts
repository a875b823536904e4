import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { brokenAt, createAudit } from './audit.ts';
import { createLines, openLines } from './lines.ts';
import { FileInUseError } from './lock.ts';

describe('a flood of refused credentials', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function collect() {
    const written: string[] = [];
    const audit = createAudit({
      lines: createLines((line) => void written.push(line.trimEnd())),
      now: () => new Date(),
      report: (error) => {
        throw error;
      },
    });
    const refuse = (address: string | null, reason = 'UNKNOWN_KEY'): unknown =>
      audit({
        requestId: 'r',
        tenant: null,
        caller: null,
        action: 'authenticate',
        objectId: null,
        account: null,
        outcome: 'ACCESS_DENIED',
        refusal: { reason, keyId: null, issuer: null, address },
      });
    const counts = () =>
      written.map((line) => JSON.parse(line)).map(({ address, count }) => [address, count]);
    return { audit, refuse, counts, written };
  }

  it('is one line a second and source, and none of it is lost', () => {
    const { refuse, counts, written } = collect();
    for (let index = 0; index < 1000; index += 1) refuse('192.0.2.1');
    refuse('192.0.2.2', 'EXPIRED');
    expect(counts()).toEqual([
      ['192.0.2.1', 1],
      ['192.0.2.2', 1],
    ]);
    vi.advanceTimersByTime(1000);
    expect(counts().slice(2)).toEqual([['192.0.2.1', 999]]);
    refuse('192.0.2.1');
    expect(counts()).toHaveLength(3);
    vi.advanceTimersByTime(1000);
    expect(counts().slice(3)).toEqual([['192.0.2.1', 1]]);
    expect(brokenAt(written)).toBeNull();
  });

  it('starts over after a quiet second', () => {
    const { refuse, counts } = collect();
    refuse(null);
    vi.advanceTimersByTime(1000);
    refuse(null);
    expect(counts()).toEqual([
      [null, 1],
      [null, 1],
    ]);
  });

  it('from thousands of sources is bounded too', () => {
    const { refuse, counts } = collect();
    for (let index = 0; index < 10_000; index += 1) refuse(`192.0.${index >> 8}.${index & 255}`);
    vi.advanceTimersByTime(1000);
    expect(counts().length).toBeLessThan(110);
    expect(counts().reduce((sum, [, count]) => sum + count, 0)).toBe(10_000);
  });

  it('is written to its end when the process stops', () => {
    const { audit, refuse, counts } = collect();
    refuse('192.0.2.1');
    refuse('192.0.2.1');
    audit.flush();
    expect(counts()).toEqual([
      ['192.0.2.1', 1],
      ['192.0.2.1', 1],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the file of an audit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-audit-'));
  const path = join(folder, 'audit.jsonl');

  it('has one writer at a time', () => {
    const first = openLines(path);
    first.append(() => 'one');
    expect(() => openLines(path)).toThrow(FileInUseError);
    first.close();
    const second = openLines(path);
    second.append((last) => `${last} two`);
    second.close();
    expect(readFileSync(path, 'utf8')).toBe('one\none two\n');
    rmSync(folder, { recursive: true });
  });
});
