import { useState } from 'react';
import { Alert } from '../../failure/alert.tsx';
import type { OidcSettings } from '../settings.ts';
import { depart } from './departure.ts';

/** Leads to the identity provider. */
export function OidcButton({ settings }: { readonly settings: OidcSettings }) {
  const [hasFailed, setHasFailed] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = () => {
    setHasFailed(false);
    setIsLeaving(true);
    depart(settings).catch(() => {
      setIsLeaving(false);
      setHasFailed(true);
    });
  };
  const { host } = new URL(settings.issuer);
  return (
    <section className="card" aria-label="Identity provider">
      {hasFailed && (
        <Alert title="You are not signed in" tone="danger">
          <p>{host} could not be reached. Try again, or ask its operators.</p>
        </Alert>
      )}
      <button type="button" className="button button-primary" disabled={isLeaving} onClick={leave}>
        {isLeaving ? 'Leaving …' : `Sign in at ${host}`}
      </button>
    </section>
  );
}
