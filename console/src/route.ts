import { useSyncExternalStore } from 'react';

/** The page that is shown. Addresses hold sealed ids and nothing personal. */
export type Route =
  | { readonly page: 'customers' | 'find' | 'new customer' | 'new registration' | 'payment' | 'unknown' }
  | { readonly page: 'people'; readonly ids: readonly string[] }
  | {
      readonly page: 'customer' | 'edit customer' | 'register payment method' | 'registration' | 'erasure';
      readonly id: string;
    };

export const paths = {
  customers: '/console',
  find: '/console/find',
  people: (ids: readonly string[]) => `/console/people?ids=${ids.join(',')}`,
  newCustomer: '/console/customers/new',
  customer: (id: string) => `/console/customers/${id}`,
  editCustomer: (id: string) => `/console/customers/${id}/edit`,
  registerPaymentMethod: (id: string) => `/console/customers/${id}/payment-methods/new`,
  payment: '/console/payments',
  newRegistration: '/console/registrations/new',
  registration: (id: string) => `/console/registrations/${id}`,
  erasure: (id: string) => `/console/erasures/${id}`,
} as const;

const table: readonly (readonly [RegExp, (id: string, query: URLSearchParams) => Route])[] = [
  [/^\/console\/?$/, () => ({ page: 'customers' })],
  [/^\/console\/find$/, () => ({ page: 'find' })],
  [/^\/console\/people$/, (_id, query) => ({ page: 'people', ids: idsIn(query) })],
  [/^\/console\/customers\/new$/, () => ({ page: 'new customer' })],
  [/^\/console\/customers\/([\w-]+)\/edit$/, (id) => ({ page: 'edit customer', id })],
  [
    /^\/console\/customers\/([\w-]+)\/payment-methods\/new$/,
    (id) => ({ page: 'register payment method', id }),
  ],
  [/^\/console\/customers\/([\w-]+)$/, (id) => ({ page: 'customer', id })],
  [/^\/console\/payments$/, () => ({ page: 'payment' })],
  [/^\/console\/registrations\/new$/, () => ({ page: 'new registration' })],
  [/^\/console\/registrations\/([\w-]+)$/, (id) => ({ page: 'registration', id })],
  [/^\/console\/erasures\/([\w-]+)$/, (id) => ({ page: 'erasure', id })],
];

/** The page at a path, which may have a query. */
export function routeOf(path: string): Route {
  const { pathname, searchParams } = new URL(path, location.origin);
  for (const [pattern, toRoute] of table) {
    const match = pattern.exec(pathname);
    if (match) return toRoute(match[1] ?? '', searchParams);
  }
  return { page: 'unknown' };
}

function idsIn(query: URLSearchParams): readonly string[] {
  const ids = (query.get('ids') ?? '').split(',').filter(Boolean);
  return [...new Set(ids)];
}

/** The path of the page that is shown, with its query. */
export function pathHere(): string {
  return location.pathname + location.search;
}

/** A place, what the history keeps with it, and the notice that is shown there. */
interface Place {
  readonly path: string;
  /** What was kept with this entry of the history. It may be older than the console that reads it. */
  readonly kept: unknown;
  readonly notice: string | null;
  /** The path of what the notice is about; null if it is this page. */
  readonly elsewhere: string | null;
  /** How often the page has changed since the console was loaded. */
  readonly moves: number;
}

let place: Place = {
  path: pathHere(),
  kept: history.state,
  notice: null,
  elsewhere: null,
  moves: 0,
};
const listeners = new Set<() => void>();

function stand(next: Place): void {
  place = next;
  for (const listener of listeners) listener();
}

addEventListener('popstate', () => {
  const path = pathHere();
  const moves = path === place.path ? place.moves : place.moves + 1;
  stand({ path, kept: history.state, notice: null, elsewhere: null, moves });
});

/** Goes to a path; the notice is shown and read out there, once. */
export function navigate(path: string, notice: string | null = null): void {
  history.pushState(null, '', path);
  scrollTo(0, 0);
  stand({ path: pathHere(), kept: null, notice, elsewhere: null, moves: place.moves + 1 });
}

/** Adds a history entry for the same page: the back button leads to what was kept before. Nothing personal may be kept. */
export function goOnWith(kept: object): void {
  history.pushState(kept, '');
  stand({ ...place, kept, notice: null, elsewhere: null });
}

/** Keeps something with the current history entry. Nothing personal may be kept. */
export function keep(kept: object): void {
  history.replaceState(kept, '');
  stand({ ...place, kept });
}

/** Stands in the place of an address that the page was loaded at, and that is no page. */
export function standAt(path: string, kept: unknown): void {
  history.replaceState(kept, '', path);
  stand({ ...place, path: pathHere(), kept });
}

/** Shows a notice on the current page about something on another page. */
function showNotice(notice: string, elsewhere: string): void {
  stand({ ...place, notice, elsewhere });
}

/**
 * A `navigate` for the end of something that takes time. If you have moved to another page by then, you stay there and the
 * notice is shown all the same.
 */
export function wayFromHere(): typeof navigate {
  const { moves } = place;
  return (path, notice) => {
    if (place.moves === moves) navigate(path, notice);
    else if (notice) showNotice(notice, path);
  };
}

export function usePlace(): Place {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => place,
  );
}
