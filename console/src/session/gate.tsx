import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { createGraphClient } from '../graph/client.ts';
import { Busy } from '../parts/busy.tsx';
import { noCredential, type Credential } from './credential.ts';
import { leave } from './leave.ts';
import { openSession, type Session } from './session.ts';
import type { Settings } from './settings.ts';
import { SignInPage } from './sign-in-page.tsx';
import { SignOutContext } from './use-sign-out.ts';

interface GateProps {
  readonly settings: Settings;
  /** What you came back with from an identity provider: a credential, or why there is none. Null if you were at none. */
  readonly arrived: Credential | string | null;
  readonly children: ReactNode;
}

/** The console if you are signed in, the page for signing in if you are not. */
export function Gate({ settings, arrived, children }: GateProps) {
  const { graph, signIn } = settings;
  const [session, setSession] = useState<Session | null>(() => (signIn ? null : openToAll(graph)));
  const [hasEnded, setHasEnded] = useState(false);
  const [isEntering, setIsEntering] = useState(typeof arrived === 'object' && arrived !== null);
  const [refusal, setRefusal] = useState(typeof arrived === 'string' ? arrived : null);

  const end = (ended: Session): void => {
    setSession((current) => (current === ended ? null : current));
    setHasEnded(true);
  };
  const settle = (opened: Session | string): string | null => {
    if (typeof opened === 'string') return opened;
    setHasEnded(false);
    setRefusal(null);
    setSession(opened);
    return null;
  };
  const enter = async (credential: Credential) => settle(await openSession(graph, credential, end));
  const onEnd = useEffectEvent(end);
  const onOpened = useEffectEvent(settle);
  useEffect(() => {
    if (typeof arrived !== 'object' || arrived === null) return;
    void openSession(graph, arrived, (ended) => onEnd(ended)).then((opened) => {
      setRefusal(onOpened(opened));
      setIsEntering(false);
    });
  }, [arrived, graph]);

  if (session) {
    const signOut = () => {
      setSession(null);
      setIsEntering(true);
      void Promise.resolve(session.credential.end?.()).then(leave);
    };
    return (
      <SignOutContext value={signIn && signOut}>
        <Provider value={session.client}>{children}</Provider>
      </SignOutContext>
    );
  }
  if (isEntering || !signIn) {
    return (
      <main className="sign-in">
        <Busy>One moment …</Busy>
      </main>
    );
  }
  return <SignInPage ways={signIn} hasEnded={hasEnded} refusal={refusal} enter={enter} />;
}

function openToAll(graph: string): Session {
  return { client: createGraphClient(graph, fetch), credential: noCredential };
}
