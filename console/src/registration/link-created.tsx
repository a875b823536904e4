import { Link } from '../parts/link.tsx';
import { paths } from '../route.ts';

/** Shows instead of the form when a person comes back to a creation that is over: the form again would make a second link. */
export function LinkCreated({ id }: { readonly id: string }) {
  return (
    <p className="card">
      The link is created. <Link to={paths.registration(id)}>Show it</Link>
    </p>
  );
}
