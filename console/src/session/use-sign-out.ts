import { createContext, useContext } from 'react';

/** Ends the session; null if the graph allows anonymous access. */
export const SignOutContext = createContext<(() => void) | null>(null);

export function useSignOut(): (() => void) | null {
  return useContext(SignOutContext);
}
