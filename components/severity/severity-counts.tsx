import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import { SeverityMark } from './severity-mark.tsx';

/** The counts that are not zero, worst first. */
export function SeverityCounts({
  counts,
  none,
}: {
  counts: Readonly<Record<Severity, number>>;
  none: string;
}) {
  const present = SEVERITIES.filter((severity) => counts[severity] > 0);
  if (present.length === 0) return <span className="text-ink-3">{none}</span>;
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-0.5">
      {present.map((severity) => (
        <SeverityMark key={severity} severity={severity} count={counts[severity]} />
      ))}
    </span>
  );
}
