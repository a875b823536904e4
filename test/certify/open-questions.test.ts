import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certifiable } from '../support/certify.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/certify.md'), 'utf8');

/** The cells of the table below a heading, without its head. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [text = ''] = section.split('\n## ');
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const asked = rowsBelow('What the vendors leave open').map(([title, , ids = '']) => ({
  title,
  ids: [...ids.matchAll(/`([a-z\d-]+)`/g)].flatMap(([, id]) => id ?? []),
}));
const unanswered = rowsBelow('What no probe can answer');

describe.each(certifiable)('what $title leaves open', ({ title, certification }) => {
  const rows = asked.filter((row) => row.title === title);
  const assumptions = certification?.assumptions ?? [];

  it('is asked by a probe, or the page says why none can', () => {
    expect(rows.filter(({ ids }) => ids.length === 0)).toEqual([]);
    const known = new Set(assumptions.map(({ id }) => id));
    expect(rows.flatMap(({ ids }) => ids).filter((id) => !known.has(id))).toEqual([]);
    const silent = unanswered.filter(([name, question, reason]) => name === title && !(question && reason));
    expect(silent).toEqual([]);
  });

  it('is all that a probe asks about', () => {
    const named = new Set(rows.flatMap(({ ids }) => ids));
    expect(assumptions.map(({ id }) => id).filter((id) => !named.has(id))).toEqual(
      assumptions.map(({ id }) => id).filter((id) => id === 'inject-merges'),
    );
  });
});

it('names providers by their titles', () => {
  const titles = new Set(certifiable.map(({ title }) => title));
  expect(
    [...asked.map(({ title }) => title), ...unanswered.map(([title]) => title)].filter(
      (title) => !titles.has(title ?? ''),
    ),
  ).toEqual([]);
});
