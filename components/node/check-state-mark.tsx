import { Check, X } from 'lucide-react';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import type { NodeCheckState } from '#lib/model/node-check.ts';
import type { Severity } from '#lib/model/severity.ts';

/** What a check comes to on a node, as a small picture; the words stand beside or in the link's name. */
export function CheckStateMark({ state, severity }: { state: NodeCheckState; severity: Severity | null }) {
  switch (state) {
    case 'fail':
      return severity === null ? (
        <X size={15} strokeWidth={2.4} aria-hidden className="text-high" />
      ) : (
        <span className="text-xs">
          <SeverityMark severity={severity} />
        </span>
      );
    case 'pass':
      return <Check size={15} strokeWidth={2.2} aria-hidden className="text-pass" />;
    case 'unseen':
      return (
        <span
          aria-hidden
          className="not-assessed inline-grid h-[22px] w-8 place-items-center rounded-s text-xs font-semibold text-unknown"
        >
          ?
        </span>
      );
    case 'absent':
      return (
        <span aria-hidden className="text-ink-3">
          ·
        </span>
      );
    case 'not-applicable':
      return (
        <span aria-hidden className="text-ink-3">
          –
        </span>
      );
  }
}
