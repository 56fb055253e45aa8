import type { ReactNode } from 'react';

/** A white sheet on the paper, with an optional heading of the second level. */
export function Panel({
  title,
  aside,
  children,
  flush = false,
}: {
  title?: string;
  aside?: ReactNode;
  children: ReactNode;
  /** The content brings its own margins, as a table does. */
  flush?: boolean;
}) {
  return (
    <section className="min-w-0 overflow-hidden rounded-m border border-line bg-panel">
      {title === undefined ? null : (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 pt-2.5 pb-1 sm:px-5">
          <h2 className="text-sm font-semibold text-ink-2">{title}</h2>
          {aside}
        </header>
      )}
      <div className={flush ? '' : 'px-4 pt-2 pb-4 sm:px-5'}>{children}</div>
    </section>
  );
}
