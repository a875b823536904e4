import type { ReactNode } from 'react';

/** Fields that belong together. */
export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="card group">
      <legend>{title}</legend>
      <div className="group-fields">{children}</div>
    </fieldset>
  );
}
