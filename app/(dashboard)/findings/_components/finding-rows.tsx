import Link from 'next/link';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import type { FindingItem } from '#lib/views/finding-rows.ts';

const WITH_OBJECT = '@2xl:grid-cols-[92px_minmax(0,1fr)_minmax(0,min(260px,34%))]';

const LOOKS = {
  nothing: `hover:bg-sunken ${WITH_OBJECT}`,
  title: `hover:bg-panel ${WITH_OBJECT}`,
  place: `hover:bg-panel ${WITH_OBJECT}`,
  object: 'hover:bg-panel @2xl:grid-cols-[92px_minmax(0,1fr)]',
} as const;

/** Findings as links: severity, what was found, and the object it was found on. */
export function FindingRows({
  rows,
  scanId,
  within = null,
}: {
  rows: readonly FindingItem[];
  scanId: string;
  /** What the group says that they stand below, so that they need not. */
  within?: 'title' | 'object' | 'place' | null;
}) {
  return (
    // The list decides by its own width: a window of 768 px leaves it little more than a phone.
    <ul className={`@container ${within === null ? '' : 'border-t border-line bg-sunken'}`}>
      {rows.map((row) => (
        <li key={row.fingerprint} data-row className="border-b border-line last:border-b-0">
          <Link
            href={`/findings/${row.fingerprint}?scan=${scanId}`}
            className={`grid gap-x-3 gap-y-0.5 px-4 py-row @2xl:items-baseline sm:px-5 ${LOOKS[within ?? 'nothing']}`}
          >
            <span className="text-sm">
              <SeverityMark severity={row.severity} />
            </span>
            <span className="min-w-0">
              {within === 'title' ? null : <span className="block font-medium">{row.title}</span>}
              <span className={`block break-words ${within === 'title' ? '' : 'text-sm text-ink-2'}`}>
                {row.message}
              </span>
            </span>
            {within === 'object' ? null : (
              <span className="min-w-0 text-sm text-ink-2">
                <span className="block font-mono text-xs break-all">
                  {row.namespace === null ? row.name : `${row.namespace}/${row.name}`}
                </span>
                {row.kind}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
