import { isRecord, textOf } from './wire.ts';

/**
 * Whether a record has everything that was sent, so that the write that sent it took effect. What is null, empty or
 * missing is the same, and so are a number and its text.
 */
export function holds(record: unknown, sent: unknown): boolean {
  if (Array.isArray(sent))
    return Array.isArray(record) && sent.every((item, index) => holds(record[index], item));
  if (isRecord(sent)) {
    const kept = new Map(Object.entries(isRecord(record) ? record : {}));
    return Object.entries(sent).every(([name, value]) => holds(kept.get(name), value));
  }
  return scalarOf(record) === scalarOf(sent);
}

function scalarOf(value: unknown): unknown {
  return textOf(value) ?? (value === '' || value === undefined ? null : value);
}
