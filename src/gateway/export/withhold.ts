import { withoutCardNumbers } from '../../redaction/disclosure.ts';
import { isRawNumber } from '../../upstream/json.ts';

/** Stands in an export for what is held and must not leave. */
export const withheld = '(held, not shown)';

const secretNames = /token|secret|password|cvv|cvc|^pan$/i;

/**
 * What a provider answered, without what charges a payment method: the given secrets wherever they are, whatever a field
 * is named that is for one, and the middle of card numbers.
 */
export function withhold(json: unknown, secrets: ReadonlySet<string>): unknown {
  const walk = (value: unknown, name: string): unknown => {
    if (isRawNumber(value)) return atom(value.rawJSON) === value.rawJSON ? value : atom(value.rawJSON);
    if (Array.isArray(value)) return value.map((item) => walk(item, name));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [atom(key), walk(inner, key)]));
    }
    if (typeof value !== 'string') return withoutCardNumbers(value);
    return secretNames.test(name) && value !== '' ? withheld : atom(value);
  };
  const atom = (text: string): string => (secrets.has(text) ? withheld : withoutCardNumbers(text));
  return walk(json, '');
}
