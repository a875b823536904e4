import { useState } from 'react';
import type { LinkPartsFragment } from '../graphql/graphql.ts';
import { Link } from '../parts/link.tsx';
import { Moment } from '../parts/moment.tsx';
import { paths } from '../route.ts';
import { Countdown } from './countdown.tsx';
import { useSecondsUntil } from '../parts/use-seconds-until.ts';

/** The page's QR code and address, for as long as the page works. */
export function OpenLink({ link }: { readonly link: LinkPartsFragment }) {
  const seconds = useSecondsUntil(link.expiresAt);
  const { url, qrCode } = link;
  if (seconds === 0 || !url) {
    return (
      <div className="card">
        <p>The page stopped working.</p>
        <Link to={paths.newRegistration} className="button">
          Create another
        </Link>
      </div>
    );
  }
  return (
    <div className="card registration">
      {qrCode && <img src={qrCode.dataUri} width={320} height={320} alt="QR code of the registration page" />}
      <div>
        <Countdown seconds={seconds} />
        <p>
          Works until <Moment at={link.expiresAt} />, at {link.account.displayName}.
        </p>
        <p>Whoever has the address can register. Show it to the customer and to nobody else.</p>
        <div className="buttons">
          <CopyButton text={url} />
          <a className="button" href={url} target="_blank" rel="noreferrer">
            Open the page
          </a>
        </div>
      </div>
    </div>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [told, setTold] = useState('');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setTold('Copied.'),
      () => setTold('The browser did not let it be copied.'),
    );
  };
  return (
    <>
      <button type="button" className="button" onClick={copy}>
        Copy the address
      </button>
      <span role="status" className="hint">
        {told}
      </span>
    </>
  );
}
