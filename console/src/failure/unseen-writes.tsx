import { useSyncExternalStore } from 'react';
import { Link } from '../parts/link.tsx';
import { unseenWrites, watchUnseen } from './kept-writes.ts';

/** The outcomes of writes whose page was left before they finished. */
export function UnseenWrites({ path: shown }: { readonly path: string }) {
  const writes = useSyncExternalStore(watchUnseen, unseenWrites);
  return writes.map(({ title, path, isInDoubt, forget }, index) => (
    <div key={index} className="notice notice-warning buttons" role="status">
      <span>{isInDoubt ? `${title}: the outcome is unknown.` : `${title}: it did not work.`}</span>
      {path !== shown && (
        <Link to={path} className="button">
          Go back to it
        </Link>
      )}
      <button type="button" className="button" onClick={forget}>
        {isInDoubt ? 'I have looked, forget it' : 'Forget it'}
      </button>
    </div>
  ));
}
