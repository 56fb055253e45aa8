import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  LoaderCircle,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ScanStatus } from '#lib/model/scan.ts';

const LOOKS: Record<ScanStatus, { Icon: LucideIcon; ink: string }> = {
  queued: { Icon: Clock, ink: 'text-ink-2' },
  running: { Icon: LoaderCircle, ink: 'text-accent [&>svg]:animate-spin' },
  done: { Icon: CircleCheck, ink: 'text-pass' },
  partial: { Icon: CircleDashed, ink: 'text-unknown' },
  cancelled: { Icon: Ban, ink: 'text-ink-2' },
  failed: { Icon: CircleX, ink: 'text-critical' },
  lost: { Icon: Unplug, ink: 'text-high' },
};

/** A scan's status by icon and word. */
export function StatusMark({ status }: { status: ScanStatus }) {
  const t = useTranslations('status');
  const { Icon, ink } = LOOKS[status];
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${ink}`}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      {/* Its line of writing is the mark's, so that words beside it stand on the same. */}
      <span className="self-baseline">{t(status)}</span>
    </span>
  );
}
