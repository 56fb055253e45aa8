import type { ReactNode } from 'react';

/** Says why there is nothing here and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-m border border-line bg-panel px-6 py-12 text-center">
      <span className="text-ink-3" aria-hidden>
        {icon}
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="max-w-lg text-ink-2">{children}</p>
      {action === undefined ? null : <div className="mt-3">{action}</div>}
    </div>
  );
}
