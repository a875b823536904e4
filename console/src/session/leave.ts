import { paths } from '../route.ts';

/** Forgets everything that the tab keeps and that the page has in memory: the page is reloaded. */
export function leave(to: string = paths.customers): void {
  sessionStorage.clear();
  location.replace(to);
}

/** A browser may keep a page that was left, its memory included, for the way back. */
export function forgetWhenLeft(): void {
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
