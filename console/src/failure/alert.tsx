import { useEffect, useRef, type ReactNode } from 'react';
import type { Advice } from './advice.ts';

interface AlertProps extends Pick<Advice, 'title' | 'tone'> {
  readonly children: ReactNode;
}

/** Says what went wrong. It takes the focus when it appears. */
export function Alert({ title, tone, children }: AlertProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className={`notice notice-${tone}`} role="alert" tabIndex={-1} ref={box}>
      <h2 className="notice-title">{title}</h2>
      {children}
    </div>
  );
}
