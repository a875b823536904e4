import { useSignOut } from './use-sign-out.ts';

/** Leads out again, if there was a way to sign in. */
export function SignOut() {
  const signOut = useSignOut();
  if (!signOut) return null;
  return (
    <button type="button" className="button" onClick={signOut}>
      Sign out
    </button>
  );
}
