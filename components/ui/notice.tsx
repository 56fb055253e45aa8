import type { ReactNode } from 'react';

const LOOKS = {
  unknown: 'not-assessed',
  bad: 'border border-critical/40 bg-critical-soft',
  good: 'border border-pass/40 bg-pass-soft',
} as const;

/** A line of importance above the content: what is missing, what failed, what was done. */
export function Notice({
  look,
  icon,
  children,
  live = false,
}: {
  look: keyof typeof LOOKS;
  icon?: ReactNode;
  children: ReactNode;
  /** It appears in answer to something the reader did. */
  live?: boolean;
}) {
  const Tag = live ? 'output' : 'div';
  return (
    <Tag className={`flex items-start gap-2.5 rounded-s px-3.5 py-2.5 text-sm ${LOOKS[look]}`}>
      {icon === undefined ? null : (
        <span className="mt-px shrink-0" aria-hidden>
          {icon}
        </span>
      )}
      <div className="min-w-0 flex-1">{children}</div>
    </Tag>
  );
}
