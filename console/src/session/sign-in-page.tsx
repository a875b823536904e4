import { Alert } from '../failure/alert.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import type { Credential } from './credential.ts';
import { KeyForm } from './key-form.tsx';
import { OidcButton } from './oidc/oidc-button.tsx';
import type { WaysIn } from './settings.ts';

interface SignInPageProps {
  readonly ways: WaysIn;
  /** Whether a session was over by itself. */
  readonly hasEnded: boolean;
  /** Why an identity provider did not let you in; null if you were at none. */
  readonly refusal: string | null;
  /** Signs in; a sentence says why it could not. */
  readonly enter: (credential: Credential) => Promise<string | null>;
}

/** The way in. What you were looking at shows again once you are signed in. */
export function SignInPage({ ways, hasEnded, refusal, enter }: SignInPageProps) {
  return (
    <main className="sign-in">
      <p className="brand">
        vaultgraph <span className="brand-part">console</span>
      </p>
      <PageTitle>Sign in</PageTitle>
      {hasEnded && (
        <Alert title="You are signed out" tone="warning">
          <p>Your credential is over, or is no longer accepted. Sign in again to go on where you were.</p>
        </Alert>
      )}
      {refusal && (
        <Alert title="You are not signed in" tone="danger">
          <p>{refusal}</p>
        </Alert>
      )}
      {ways.oidc && <OidcButton settings={ways.oidc} />}
      {ways.apiKey && <KeyForm enter={enter} />}
    </main>
  );
}
