import type { ComponentProps, ReactNode } from 'react';

/** A table that scrolls inside its own frame, so that the page never does. */
export function Table({
  label,
  isPlain = false,
  children,
}: {
  label: string;
  /** Nothing inside takes the focus: then the frame does, so that the keyboard alone can scroll it. */
  isPlain?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className="relative overflow-x-auto"
      {...(isPlain ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}
    >
      <table className="w-full border-separate border-spacing-0 text-left">
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}

/** A column's heading. */
export function HeadCell({ className = '', ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={`h-row-head border-b border-line px-3 text-sm font-medium whitespace-nowrap text-ink-2 first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5 ${className}`}
      {...rest}
    />
  );
}

const CELL =
  'h-row-height border-b border-line px-3 py-row align-middle group-last:border-b-0 first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5';

/** A cell. */
export function Cell({ className = '', ...rest }: ComponentProps<'td'>) {
  return <td className={`${CELL} ${className}`} {...rest} />;
}

/** A row; hovering shows that it leads somewhere, and the keys for rows go to its first link. */
export function Row({ className = '', ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      data-row
      className={`group relative hover:bg-sunken has-[a:focus-visible]:bg-sunken ${className}`}
      {...rest}
    />
  );
}
