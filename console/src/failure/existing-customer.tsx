import type { FailurePartsFragment } from '../graphql/graphql.ts';
import { Link } from '../parts/link.tsx';
import { paths } from '../route.ts';

/** Links to the customer that exists already, if the provider finds it. */
export function ExistingCustomer({ failure }: { readonly failure: FailurePartsFragment | null }) {
  if (failure?.__typename !== 'AlreadyExistsError' || !failure.existing) return null;
  const { id, fullName } = failure.existing;
  return (
    <p>
      <Link to={paths.customer(id)}>{fullName ?? 'Show it'}</Link>
    </p>
  );
}
