import { scrub } from '../../redaction/scrub.ts';
import { isNumber, isRecord } from './wire.ts';

/** Objects whose keys are free text, not names of fields. */
const freeForm: ReadonlySet<string> = new Set(['metadata', 'metadataIn', 'fields', 'details']);

/** Whether the keys of the object in this field are free text. */
export function isFreeForm(field: string): boolean {
  return freeForm.has(field);
}

const deepest = 4;
const mostNames = 40;

/** The names and types in a JSON value, and none of its values: `{ id: text, addresses: [{ city: text }] }`. */
export function shapeOf(json: unknown, depth = 0): string {
  if (json === null) return 'null';
  if (Array.isArray(json)) return `[${shapeOfItems(json, depth + 1)}]`;
  if (!isRecord(json)) return isNumber(json) ? 'number' : kindOf(json);
  if (depth >= deepest) return 'object';
  const names = Object.keys(json).slice(0, mostNames);
  const fields = names.map((name) => {
    const value = json[name];
    const shape = isFreeForm(name) && isRecord(value) ? 'object' : shapeOf(value, depth + 1);
    return `${nameOf(name)}: ${shape}`;
  });
  return fields.length === 0 ? '{}' : `{ ${[...new Set(fields)].join(', ')} }`;
}

/** Each shape once. */
function shapeOfItems(items: readonly unknown[], depth: number): string {
  return [...new Set(items.map((item) => shapeOf(item, depth)))].slice(0, 3).join(' | ');
}

function kindOf(value: unknown): string {
  return typeof value === 'string' ? 'text' : typeof value;
}

/** The name of a field, if it looks like one: a free key may be anything. */
export function nameOf(name: string): string {
  const looksLikeOne = /^[A-Za-z][A-Za-z0-9]{0,30}(?:[_-][A-Za-z0-9]{1,20}){0,4}$/.test(name);
  return looksLikeOne && !/\d{3}/.test(name) && scrub(name) === name ? name : '(name)';
}
