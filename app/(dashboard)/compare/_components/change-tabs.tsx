import { CircleCheck, CircleDashed, CirclePlus, Eye, Repeat, type LucideIcon } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { SHOWN_CHANGES, compareHref } from '#app/(dashboard)/compare/compare-params.ts';
import type { CompareView } from '#app/(dashboard)/compare/compare-view.ts';
import type { Change } from '#lib/views/compare-changes.ts';

const LOOKS: Readonly<Record<Change, { Icon: LucideIcon; ink: string }>> = {
  new: { Icon: CirclePlus, ink: 'text-critical' },
  fixed: { Icon: CircleCheck, ink: 'text-pass' },
  persisting: { Icon: Repeat, ink: 'text-ink' },
  unseen: { Icon: CircleDashed, ink: 'text-unknown' },
  uncovered: { Icon: Eye, ink: 'text-unknown' },
};

/** The five lists with their numbers; the one shown is raised. */
export function ChangeTabs({ view }: { view: CompareView }) {
  const t = useTranslations('compare');
  const format = useFormatter();
  return (
    <nav aria-label={t('lists')} className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5">
      {SHOWN_CHANGES.map((change) => {
        const { Icon, ink } = LOOKS[change];
        const { count } = view.changes[change];
        return (
          <Link
            key={change}
            href={compareHref({ a: view.earlier.id, b: view.later.id, show: change })}
            aria-current={view.shown === change ? 'true' : undefined}
            scroll={false}
            className="rounded-m border border-line px-4 py-3 transition-colors duration-150 hover:border-line-strong aria-[current]:border-accent aria-[current]:bg-panel aria-[current]:shadow-panel"
          >
            <span className={`num text-2xl font-[650] tracking-tight ${count > 0 ? ink : 'text-ink-3'}`}>
              {format.number(count)}
            </span>
            <span className="flex items-center gap-1.5 text-sm text-ink-2">
              <Icon size={14} aria-hidden className={`shrink-0 ${ink}`} />
              {t(`changes.${change}`)}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
