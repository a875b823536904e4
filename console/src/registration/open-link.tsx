import type { LinkPartsFragment } from '../graphql/graphql.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Link } from '../parts/link.tsx';
import { Moment } from '../parts/moment.tsx';
import { useSecondsUntil } from '../parts/use-seconds-until.ts';
import { paths } from '../route.ts';
import { Countdown } from './countdown.tsx';
import { isServerTimeKnown, serverNow } from './server-clock.ts';

/** The page's QR code and address, for as long as the graph gives them: it knows the time, this machine may not. */
export function OpenLink({ link }: { readonly link: LinkPartsFragment }) {
  const { url, qrCode } = link;
  if (!url) {
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
        <TimeLeft link={link} />
        <p>
          Works until <Moment at={link.expiresAt} />, at {link.account.displayName}.
        </p>
        <p>Anyone with this address can register. Show it only to the customer.</p>
        <div className="buttons">
          <CopyButton text={url} what="Address of the page" />
          <a className="button" href={url} target="_blank" rel="noreferrer">
            Open the page
          </a>
        </div>
      </div>
    </div>
  );
}

/** The time that is left, as far as it is known: a countdown to the wrong moment would be worse than none. */
function TimeLeft({ link }: { readonly link: LinkPartsFragment }) {
  const { expiresAt, validForMinutes } = link;
  const seconds = useSecondsUntil(expiresAt, serverNow);
  if (seconds === 0) {
    return (
      <p className="hint">
        By this machine’s clock the time is over, but the page still works for as long as it is shown here.
      </p>
    );
  }
  if (seconds > validForMinutes * 60) {
    return <p className="hint">How long it still works is not known: this machine’s clock is wrong.</p>;
  }
  return (
    <>
      <Countdown seconds={seconds} />
      {!isServerTimeKnown() && <p className="hint">By the clock of this machine.</p>}
    </>
  );
}
