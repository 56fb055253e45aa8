'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { BrandMark } from '#components/ui/brand-mark.tsx';
import type { AppearanceValue } from '#app/appearance.ts';
import { currentOf, NAVIGATION_GROUPS } from './navigation-groups.ts';
import { NavigationFoot } from './navigation-foot.tsx';
import { scopedHref } from './scope-links.ts';
import { useScope } from './scope-provider.tsx';

/** The left column; narrow screens have the bar at the bottom instead. */
export function Navigation({ width }: { width: AppearanceValue<'navigation'> }) {
  const t = useTranslations('frame');
  const app = useTranslations('app');
  const format = useFormatter();
  const { path, chosen, scope, isPending } = useScope();
  // Those of the page before would be another scan's.
  const counts: Readonly<Record<string, number | null>> = isPending ? {} : scope.counts;
  return (
    <nav
      aria-label={t('navigation')}
      className="sticky top-0 z-30 hidden h-screen flex-col gap-0.5 overflow-y-auto border-r border-line bg-sunken px-2.5 pt-3.5 md:flex"
    >
      <Link
        href={scopedHref('/', chosen)}
        className="group/named flex items-center gap-2.5 rounded-s px-2 pt-1 pb-4 text-lg font-[650] tracking-tight"
      >
        <BrandMark />
        <span className="folded-name">{app('name')}</span>
      </Link>
      {NAVIGATION_GROUPS.map((group) => (
        <div key={group.name} className="nth-last-2:mt-auto folded:border-t folded:border-line folded:py-1.5">
          <p className="px-2 pt-3 pb-1 text-xs text-ink-3 folded:sr-only">{t(`groups.${group.name}`)}</p>
          {group.items.map(({ href, name, go, Icon }) => (
            <Link
              key={href}
              href={scopedHref(href, chosen)}
              data-go={go}
              aria-current={currentOf(href, path)}
              className="group/named flex min-h-8 items-center gap-2.5 rounded-s px-2 py-1 text-base text-ink-2 transition-colors duration-150 hover:text-ink aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-[inset_0_0_0_1px_var(--line)] folded:justify-center"
            >
              <Icon size={16} strokeWidth={1.6} aria-hidden className="shrink-0" />
              <span className="folded-name">{t(`pages.${name}`)}</span>
              {typeof counts[name] === 'number' ? (
                <span className="num ml-auto text-xs text-ink-3 folded:hidden">
                  {format.number(counts[name])}
                </span>
              ) : null}
            </Link>
          ))}
        </div>
      ))}
      <NavigationFoot width={width} />
    </nav>
  );
}
