import { useState } from 'react';
import { useQuery } from 'urql';
import { useAskingAgain } from '../graph/use-asking-again.ts';
import { useLive } from '../graph/use-live.ts';
import { readFragment } from '../graphql/index.ts';
import type { LinkPartsFragment } from '../graphql/graphql.ts';
import { Busy } from '../parts/busy.tsx';
import { Link } from '../parts/link.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { paths } from '../route.ts';
import { linkChanges, linkParts, linkQuery } from './documents.ts';
import { Mandate } from './mandate.tsx';
import { OpenLink } from './open-link.tsx';

const lookEveryMs = 5_000;

/** A stream is silent while the provider does not answer, which the page says all the same. */
const lookBesidesEveryMs = 30_000;

/**
 * A registration link: its QR code while it can be used, and what became of it. When it is over is for the graph to
 * say: until it does, the page watches, or goes on asking, and shows what was last known.
 */
export function RegistrationPage({ id }: { readonly id: string }) {
  const [state, ask] = useQuery({ query: linkQuery, variables: { id } });
  const { data, error, fetching } = state;
  const node = data?.node?.__typename === 'RegistrationLink' ? data.node : null;
  const answered = readFragment(linkParts, node) ?? null;
  const [known, setKnown] = useState(answered);
  if (answered && answered !== known) setKnown(answered);
  const isMissing = !answered && !error && !fetching;
  const link = answered ?? (isMissing ? null : known);
  // A status that cannot be read now says nothing against what was known: the page looks again.
  const status = link ? (link.status ?? 'PENDING') : null;
  const isPending = status === 'PENDING';
  const isLive = useLive(linkChanges, isPending ? id : null);

  useAskingAgain(state, ask, { isWanted: isPending, everyMs: isLive ? lookBesidesEveryMs : lookEveryMs });

  return (
    <>
      <PageTitle>Registration link</PageTitle>
      {error && (
        <ReadProblem
          error={error}
          what="the registration link"
          retry={() => ask({ requestPolicy: 'network-only' })}
        />
      )}
      {!error && fetching && !link && <Busy>Asking the provider …</Busy>}
      {isMissing && <p className="card empty">There is no such registration link.</p>}
      {link && status && (
        <>
          <p role="status" className={`notice ${tones[status]}`}>
            {isPending && error ? lastKnown : wordsOf(link, status)}
          </p>
          {link.status === 'REGISTERED' ? (
            <Registered link={link} />
          ) : status === 'PENDING' || status === 'EXPIRED' ? (
            <OpenLink link={link} />
          ) : null}
          <Mandate link={link} />
        </>
      )}
    </>
  );
}

/** Replaces the QR code, which is no longer needed. */
function Registered({ link: { customer, paymentMethod } }: { readonly link: LinkPartsFragment }) {
  return (
    <div className="card registered">
      <span className="registered-mark" aria-hidden="true">
        ✓
      </span>
      <h2>{customer?.fullName ?? 'Registered'}</h2>
      {paymentMethod && <p>{paymentMethod.displayLabel}</p>}
      <div className="buttons">
        {customer && (
          <Link to={paths.customer(customer.id)} className="button button-primary">
            Show the customer
          </Link>
        )}
        <Link to={paths.newRegistration} className="button">
          Create another link
        </Link>
      </div>
    </div>
  );
}

const lastKnown = 'Not registered at the last check. This page keeps checking.';

/** If the provider names the payment method, it is the method that is registered. */
function wordsOf({ paymentMethod }: LinkPartsFragment, status: keyof typeof words): string {
  return status === 'REGISTERED' && paymentMethod ? 'The payment method is registered.' : words[status];
}

const words = {
  PENDING: 'Not registered yet. This page keeps checking.',
  REGISTERED: 'A card is registered, and the provider knows the customer.',
  FAILED: 'It failed: the person or the bank refused, or the first payment never arrived.',
  ENDED: 'What was registered has ended, or is deleted.',
  UNKNOWN: 'The provider does not say how far the registration has come.',
  EXPIRED: 'The link expired before a registration.',
} as const;

const tones = {
  PENDING: 'notice-quiet',
  REGISTERED: 'notice-success',
  EXPIRED: 'notice-warning',
  FAILED: 'notice-warning',
  ENDED: 'notice-warning',
  UNKNOWN: 'notice-quiet',
} as const;
