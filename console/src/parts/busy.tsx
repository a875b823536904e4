import { useSpoken } from './spoken.tsx';

/** Says that something is on its way. */
export function Busy({ children }: { readonly children: string }) {
  useSpoken(children);
  return (
    <p className="busy">
      <span className="spinner" aria-hidden="true" /> {children}
    </p>
  );
}
