/** Says that something is on its way. */
export function Busy({ children }: { readonly children: string }) {
  return (
    <p className="busy" role="status">
      <span className="spinner" aria-hidden="true" /> {children}
    </p>
  );
}
