import { PageTitle } from '../parts/page-title.tsx';
import type { Scope } from './use-scopes.ts';

/** In place of a page that the person may not use. */
export function NotAllowed({ lacking }: { readonly lacking: readonly Scope[] }) {
  return (
    <>
      <PageTitle>This page is not for you</PageTitle>
      <p className="notice notice-quiet">It takes the permission {lacking.join(' and ')}.</p>
    </>
  );
}
