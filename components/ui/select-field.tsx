import { ChevronDown } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';

/** A labelled choice from a list. */
export function SelectField({
  label,
  hideLabel = false,
  children,
  className = '',
  ...rest
}: ComponentProps<'select'> & { label: string; hideLabel?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block text-sm font-medium text-ink-2'}>
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          className="w-full min-h-8 appearance-none truncate rounded-s border border-line-strong bg-panel py-1.5 pr-8 pl-2.5 text-ink disabled:opacity-60"
          {...rest}
        >
          {children}
        </select>
        <ChevronDown
          size={14}
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3"
        />
      </div>
    </div>
  );
}
