import { appendFileSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenAt, createAudit } from './audit.ts';
import type { AuditRecord } from './record.ts';
import { createLines, openLines, type Lines } from './lines.ts';

const record: AuditRecord = {
  requestId: '7f9c24e8-3b12-4fef-91e0-2bc40d8f5d2a',
  tenant: 'acme',
  caller: 'anonymous',
  action: 'deleteCustomer',
  objectId: '1abc',
  account: 'monri-1',
  outcome: 'SUCCESS',
};
const now = (): Date => new Date('2026-11-20T10:00:00Z');

function keep(lines: Lines, actions: readonly string[]): readonly unknown[] {
  const reported: unknown[] = [];
  const audit = createAudit({ lines, now, report: (error) => void reported.push(error) });
  for (const action of actions) audit({ ...record, action });
  return reported;
}

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'vaultgraph-')), 'audit.jsonl');
}

function linesIn(path: string): readonly string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}

describe('an audit', () => {
  it('keeps a line for each record, and each line carries the digest of the one before', () => {
    const written: string[] = [];
    keep(
      createLines((line) => void written.push(line)),
      ['createCustomer', 'deleteCustomer', 'read customer.email'],
    );
    expect(written.every((line) => line.endsWith('}\n'))).toBe(true);
    const lines = written.map((line) => line.trimEnd());
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      audit: 1,
      time: '2026-11-20T10:00:00.000Z',
      ...record,
      action: 'createCustomer',
      previous: null,
    });
    expect(JSON.parse(lines[2] ?? '').previous).toMatch(/^[\da-f]{64}$/);
    expect(brokenAt(lines)).toBeNull();
  });

  it('shows a line that was changed, taken out, put in or moved', () => {
    const written: string[] = [];
    keep(
      createLines((line) => void written.push(line.trimEnd())),
      ['a', 'b', 'c', 'd'],
    );
    const [a = '', b = '', c = '', d = ''] = written;
    expect(
      [
        [a, b.replace('SUCCESS', 'NOT_FOUND'), c, d],
        [a, c, d],
        [b, c, d],
        [a, b, b, c],
        [a, c, b, d],
        [a, b, 'no JSON'],
      ].map(brokenAt),
    ).toEqual([3, 2, 1, 3, 2, 3]);
  });

  it('goes on in its file after a restart, for the eyes of its owner alone', () => {
    const path = newFile();
    for (const actions of [['a', 'b'], ['c']]) {
      const lines = openLines(path);
      expect(keep(lines, actions)).toEqual([]);
      lines.close();
    }
    const lines = linesIn(path);
    expect(lines.map((line) => JSON.parse(line).action)).toEqual(['a', 'b', 'c']);
    expect(brokenAt(lines)).toBeNull();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('starts a new line after one that was cut short', () => {
    const path = newFile();
    const before = openLines(path);
    keep(before, ['a']);
    before.close();
    appendFileSync(path, '{"audit":1,"ti');
    const after = openLines(path);
    keep(after, ['b']);
    after.close();
    const [first = '', torn = '', last = ''] = linesIn(path);
    expect([JSON.parse(first).action, torn, JSON.parse(last).action]).toEqual(['a', '{"audit":1,"ti', 'b']);
    expect(brokenAt([first, torn, last])).toBe(2);
    expect(brokenAt([last])).toBe(1);
  });

  it('reports what could not be kept, and lets what was done stand', () => {
    const path = newFile();
    const lines = openLines(path);
    lines.close();
    expect(keep(lines, ['a'])).toMatchObject([{ code: 'EBADF' }]);
    expect(readFileSync(path, 'utf8')).toBe('');
  });
});
