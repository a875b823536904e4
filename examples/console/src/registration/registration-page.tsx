import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { readFragment } from '../graphql/index.ts';
import { Busy } from '../parts/busy.tsx';
import { Link } from '../parts/link.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { paths } from '../route.ts';
import { linkParts, linkQuery } from './documents.ts';
import { OpenLink } from './open-link.tsx';

const lookEveryMs = 5_000;

/**
 * A registration link: its QR code while it can be used, and what became of it. When it is over is for the graph to
 * say: until it does, the page goes on asking, and shows what was last known.
 */
export function RegistrationPage({ id }: { readonly id: string }) {
  const [{ data, error, fetching }, ask] = useQuery({ query: linkQuery, variables: { id } });
  const node = data?.node?.__typename === 'RegistrationLink' ? data.node : null;
  const answered = readFragment(linkParts, node) ?? null;
  const [known, setKnown] = useState(answered);
  if (answered && answered !== known) setKnown(answered);
  const isMissing = !answered && !error && !fetching;
  const link = answered ?? (isMissing ? null : known);
  const isPending = link?.status === 'PENDING';

  useEffect(() => {
    if (!isPending) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), lookEveryMs);
    return () => clearInterval(timer);
  }, [isPending, ask]);

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
      {link && (
        <>
          <p role="status" className={`notice ${tones[link.status]}`}>
            {isPending && error ? lastKnown : words[link.status]}{' '}
            {link.customer && (
              <Link to={paths.customer(link.customer.id)}>
                {link.customer.fullName ?? 'Show the customer'}
              </Link>
            )}
          </p>
          <OpenLink link={link} />
        </>
      )}
    </>
  );
}

const lastKnown = 'Nobody had registered when it was last read. This page goes on looking.';

const words = {
  PENDING: 'Nobody has registered yet. This page looks every five seconds.',
  REGISTERED: 'The provider knows the customer:',
  EXPIRED: 'The link has expired and nobody has registered.',
} as const;

const tones = {
  PENDING: 'notice-quiet',
  REGISTERED: 'notice-success',
  EXPIRED: 'notice-warning',
} as const;
