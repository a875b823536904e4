/**
 * Puts the focus on the heading of what an element is a part of. For a button that goes away when it is pressed: the
 * focus would go with it.
 */
export function focusHeadingOf(element: Element): void {
  element.closest('section, main')?.querySelector<HTMLElement>('h1, h2')?.focus();
}
