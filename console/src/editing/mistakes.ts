import { noIssues, type Issues } from '../failure/issues.ts';
import type { CustomerPatchInput } from '../graphql/graphql.ts';
import { metadataMistakes } from './metadata.ts';
import { addressNames, type AddressName, type Draft } from './model.ts';

/** What keeps a new customer from being sent; the rest is for the graph to say, of all of it at once. */
export function mistakesIn(draft: Draft): Issues {
  return withMetadata(noIssues, metadataMistakes(draft.metadata, []));
}

/** Countries that a record names in words that could not be turned into a code. */
export type CountryWords = Readonly<Record<AddressName, string | null>>;

/**
 * What keeps a change from being sent. An address is replaced whole, and a country is sent as a code alone: words for a
 * country need a code before anything of its address is changed, or the country would be lost.
 */
export function mistakesInChange(
  patch: CustomerPatchInput,
  words: CountryWords,
  before: Draft,
  after: Draft,
): Issues {
  const issues = new Map<string, readonly string[]>();
  for (const name of addressNames) {
    const address = patch[name];
    if (!address || words[name] === null || /^[a-z]{2}$/i.test(address.countryCode ?? '')) continue;
    issues.set(`${name}.countryCode`, [`Needs a code of two letters in place of “${words[name]}”.`]);
  }
  return withMetadata(issues, metadataMistakes(after.metadata, before.metadata));
}

function withMetadata(issues: Issues, mistakes: readonly string[]): Issues {
  return mistakes.length === 0 ? issues : new Map([...issues, ['metadata', mistakes]]);
}
