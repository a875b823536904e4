import { describe, expect, it } from 'vitest';
import { clockFinding, wayFinding } from './findings.ts';

const sentAt = Date.parse('2026-11-20T10:00:00Z');
const receivedAt = sentAt + 5000;

function witnessed(headers: HeadersInit, status = 200) {
  return { status, headers: new Headers(headers), sentAt, receivedAt };
}

function clockAfter(seconds: number, headers: Record<string, string> = {}): string | null {
  const date = new Date(sentAt + seconds * 1000).toUTCString();
  return clockFinding(witnessed({ date, ...headers }));
}

describe('a clock', () => {
  it.each([-29, 0, 5, 34])('is right if the provider dates its answer %i seconds later', (seconds) => {
    expect(clockAfter(seconds)).toBeNull();
  });

  it.each([
    [-30, '30 s ahead of'],
    [-600, '10 min 0 s ahead of'],
    [605, '10 min 0 s behind'],
    [3 * 86_400 + 5, '3 d 0 s behind'],
  ])('is off if the date is %i seconds later: %s', (seconds, words) => {
    expect(clockAfter(seconds)).toContain(`clock is ${words} the provider's`);
  });

  it('is not judged by how long a cache kept the answer, nor without a date', () => {
    expect(clockAfter(-600, { age: '600' })).toBeNull();
    expect([clockFinding(witnessed({})), clockFinding(witnessed({ date: 'today' }))]).toEqual([null, null]);
  });
});

describe('an answer from elsewhere', () => {
  it.each([
    [302, { location: '/login' }, 'REDIRECT: it answers 302, a redirect, which is not followed'],
    [308, { location: 'https://a.example/b?c=d#e' }, 'a redirect to https://a.example/b, which'],
    [200, { 'content-type': 'Text/HTML; charset=utf-8' }, 'HTML: it answers 200 with a page'],
    [404, {}, 'NO_SUCH_PATH: it answers 404: check tokenUrl'],
  ])('is named: %i %j', (status, headers, words) => {
    expect(wayFinding(witnessed(headers, status), 'tokenUrl')).toContain(words);
  });

  it.each([200, 401, 503])('is not seen in %i with JSON', (status) => {
    expect(wayFinding(witnessed({ 'content-type': 'application/json' }, status), 'baseUrl')).toBeNull();
  });
});
