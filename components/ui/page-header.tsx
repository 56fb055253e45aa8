import type { ReactNode } from 'react';

/** The one heading of the first level, a sentence below it and what can be done here. */
export function PageHeader({
  title,
  trail,
  lead,
  actions,
}: {
  title: ReactNode;
  /** The way here from the pages above. */
  trail?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {trail}
        <h1 className="text-xl font-[620] tracking-tight break-words">{title}</h1>
        {lead === undefined ? null : <div className="mt-0.5 text-ink-2">{lead}</div>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
