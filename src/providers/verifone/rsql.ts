/**
 * RSQL, the language of Verifone's searches, as far as it is spoken here. A value is always one quoted literal, so
 * that nothing in it is read as language. Source: Verifone documentation, "List\Create Customers".
 */

export type Selector =
  | 'id'
  | 'entity_id'
  | 'email_address'
  | 'billing.first_name'
  | 'billing.last_name'
  | 'company_name'
  | 'company_registration_number'
  | 'phone_number'
  | 'tax.identifier'
  | 'created_at'
  | 'updated_at';

export function equal(selector: Selector, value: string): string {
  return `${selector}==${quote(value)}`;
}

export function differs(selector: Selector, value: string): string {
  return `${selector}!=${quote(value)}`;
}

/** Needs one value at least: an empty list is no RSQL. */
export function isIn(selector: Selector, values: readonly string[]): string {
  return `${selector}=in=(${values.map(quote).join(',')})`;
}

export function atOrAfter(selector: Selector, instant: Date): string {
  return `${selector}=ge=${quote(instant.toISOString())}`;
}

export function before(selector: Selector, instant: Date): string {
  return `${selector}=lt=${quote(instant.toISOString())}`;
}

/** Conditions made here need no further parentheses: an OR has its own. */
export function and(...conditions: readonly string[]): string {
  return conditions.join(';');
}

/** Any of these is enough. Needs one condition at least. */
export function or(...conditions: readonly string[]): string {
  return `(${conditions.join(',')})`;
}

/** Such as a UUID, in which nothing needs care. */
const plain = /^[\w-]*$/;

/** Lone surrogates, which no URL can carry, become U+FFFD. */
function quote(value: string): string {
  if (plain.test(value)) return `"${value}"`;
  return `"${value.toWellFormed().replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
