import { Sources } from '../customers/sources.tsx';
import type { SourcePartsFragment } from '../graphql/graphql.ts';

/** Why the payment methods of records are not available, account by account. */
export function MissingMethods({ sources }: { readonly sources: readonly SourcePartsFragment[] }) {
  const isFirst = ({ account }: SourcePartsFragment, index: number) =>
    sources.findIndex((other) => other.account.id === account.id) === index;
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby="missing-methods">
      <h2 id="missing-methods">Payment methods that are not available</h2>
      <Sources sources={sources.filter(isFirst)} />
    </section>
  );
}
