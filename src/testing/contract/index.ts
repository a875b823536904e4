/** What every provider promises, as tests of vitest: `vaultgraph/testing/contract`. */

import { abilitiesPromises } from './abilities.ts';
import { absencePromises } from './absence.ts';
import { cachingPromises } from './caching.ts';
import { changingListsPromises } from './changing-lists.ts';
import { countriesPromises } from './countries.ts';
import { deletingPromises } from './deleting.ts';
import { discretionPromises } from './discretion.ts';
import { findingPromises } from './finding.ts';
import { inputRulesPromises } from './input-rules.ts';
import { listingPromises } from './listing.ts';
import { maskingPromises } from './masking.ts';
import { oddFieldsPromises } from './odd-fields.ts';
import { paymentMethodsPromises } from './payment-methods.ts';
import { preconditionsPromises } from './preconditions.ts';
import { readFailuresPromises } from './read-failures.ts';
import { readingPromises } from './reading.ts';
import { registeringMethodsPromises } from './registering-methods.ts';
import { registeringPromises } from './registering.ts';
import { replacingPromises } from './replacing.ts';
import { sameRecordPromises } from './same-record.ts';
import { sharingPromises } from './sharing.ts';
import { spellingsPromises } from './spellings.ts';
import { unreadableItemsPromises } from './unreadable-items.ts';
import { unreadableWritesPromises } from './unreadable-writes.ts';
import { writeFailuresPromises } from './write-failures.ts';
import { writingPromises } from './writing.ts';
import { tablesOf, type Subject } from '../support/subject.ts';

export { testCassettes } from './cassettes.ts';
export type { Subject } from '../support/subject.ts';

const promises = [
  abilitiesPromises,
  absencePromises,
  cachingPromises,
  changingListsPromises,
  countriesPromises,
  deletingPromises,
  discretionPromises,
  findingPromises,
  inputRulesPromises,
  listingPromises,
  maskingPromises,
  oddFieldsPromises,
  paymentMethodsPromises,
  preconditionsPromises,
  readFailuresPromises,
  readingPromises,
  registeringMethodsPromises,
  registeringPromises,
  replacingPromises,
  sameRecordPromises,
  sharingPromises,
  spellingsPromises,
  unreadableItemsPromises,
  unreadableWritesPromises,
  writeFailuresPromises,
  writingPromises,
];

/** Declares the tests of every promise that these providers' abilities make. */
export function testContract(...providers: readonly Subject[]): void {
  const tables = tablesOf(providers);
  for (const promise of promises) promise(tables);
}
