import { useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { createGraphClient } from '../graph/client.ts';
import { noCredential, type Credential } from './credential.ts';
import { leave } from './leave.ts';
import { openSession, type Session } from './session.ts';
import type { Settings } from './settings.ts';
import { SignInPage } from './sign-in-page.tsx';
import { SignOutContext } from './use-sign-out.ts';

interface GateProps {
  readonly settings: Settings;
  readonly children: ReactNode;
}

/** The console for a person who is signed in, the way in for everybody else. */
export function Gate({ settings, children }: GateProps) {
  const { graph, signIn } = settings;
  const [session, setSession] = useState<Session | null>(() => (signIn ? null : openToAll(graph)));
  const [hasEnded, setHasEnded] = useState(false);

  if (!session && signIn) {
    const enter = async (credential: Credential): Promise<string | null> => {
      const opened = await openSession(graph, credential, end);
      if (typeof opened === 'string') return opened;
      setHasEnded(false);
      setSession(opened);
      return null;
    };
    return <SignInPage ways={signIn} hasEnded={hasEnded} enter={enter} />;
  }
  if (!session) return null;

  return (
    <SignOutContext value={signIn ? () => leave() : null}>
      <Provider value={session.client}>{children}</Provider>
    </SignOutContext>
  );

  function end(ended: Session): void {
    setSession((current) => (current === ended ? null : current));
    setHasEnded(true);
  }
}

function openToAll(graph: string): Session {
  return { client: createGraphClient(graph, fetch), credential: noCredential };
}
