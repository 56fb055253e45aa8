'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { BrandMark } from '#components/ui/brand-mark.tsx';
import { currentOf, NAVIGATION_GROUPS } from './navigation-groups.ts';

/** The left column; narrow screens have the bar at the bottom instead. */
export function Navigation() {
  const t = useTranslations('frame');
  const app = useTranslations('app');
  const path = usePathname();
  return (
    <nav
      aria-label={t('navigation')}
      className="sticky top-0 hidden h-screen flex-col gap-0.5 overflow-y-auto border-r border-line bg-sunken px-2.5 py-3.5 md:flex"
    >
      <Link
        href="/"
        className="flex items-center gap-2.5 rounded-s px-2 pt-1 pb-4 text-lg font-[650] tracking-tight"
      >
        <BrandMark />
        {app('name')}
      </Link>
      {NAVIGATION_GROUPS.map((group) => (
        <div key={group.name} className="last:mt-auto">
          <p className="px-2 pt-3 pb-1 text-xs text-ink-3">{t(`groups.${group.name}`)}</p>
          {group.items.map(({ href, name, Icon }) => (
            <Link
              key={href}
              href={href}
              aria-current={currentOf(href, path)}
              className="flex items-center gap-2.5 rounded-s px-2 py-1.5 text-base text-ink-2 transition-colors duration-150 hover:text-ink aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-[inset_0_0_0_1px_var(--line)]"
            >
              <Icon size={16} strokeWidth={1.6} aria-hidden />
              {t(`pages.${name}`)}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}
