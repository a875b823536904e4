import { paths, standAt } from '../route.ts';

/** Which credential the tab was last used with, by the name that the graph gives it, which is no secret. */
const storageKey = 'vaultgraph-person';
const forgetting: (() => void)[] = [];

/** Has something called that forgets what is kept in memory, when another person signs in. */
export function onAnotherPerson(forget: () => void): void {
  forgetting.push(forget);
}

/**
 * A person is signed in. One who was here before goes on where that was; for another one the tab forgets what was
 * searched for, and begins anew.
 */
export function signedIn(person: string): void {
  const before = sessionStorage.getItem(storageKey);
  if (before !== null && before !== person) {
    sessionStorage.clear();
    for (const forget of forgetting) forget();
    standAt(paths.customers, null);
  }
  sessionStorage.setItem(storageKey, person);
}
