'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { currentOf, NAVIGATION_GROUPS } from './navigation-groups.ts';
import { scopedHref } from './scope-links.ts';
import { useScope } from './scope-provider.tsx';

/** What stands in the bar itself; everything is in the sheet. */
const IN_BAR: readonly string[] = ['overview', 'findings', 'exposure', 'scans'];

const ITEM =
  'flex flex-1 flex-col items-center gap-0.5 px-1 py-2 text-xs whitespace-nowrap text-ink-2 aria-[current]:font-medium aria-[current]:text-ink';

/** On a narrow screen: four pages in a bar at the bottom, and a sheet with all of them. */
export function BottomNavigation() {
  const t = useTranslations('frame');
  const { path, chosen } = useScope();
  const inBar = NAVIGATION_GROUPS.flatMap((group) => [...group.items]).filter(({ name }) =>
    IN_BAR.includes(name),
  );
  return (
    <nav
      aria-label={t('navigation')}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-sunken pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {inBar.map(({ href, name, Icon }) => (
        <Link
          key={href}
          href={scopedHref(href, chosen)}
          aria-current={currentOf(href, path)}
          className={ITEM}
        >
          <Icon size={16} strokeWidth={1.6} aria-hidden />
          {t(`pages.${name}`)}
        </Link>
      ))}
      {/* Another page closes the sheet. */}
      <details key={path} className="flex flex-1">
        <summary className={`${ITEM} cursor-pointer list-none`}>
          <Ellipsis size={16} strokeWidth={1.6} aria-hidden />
          {t('more')}
        </summary>
        <div className="fixed inset-x-0 bottom-[calc(3.25rem+env(safe-area-inset-bottom))] max-h-[70vh] overflow-y-auto border-t border-line bg-panel px-4 py-3 shadow-lg">
          {NAVIGATION_GROUPS.map((group) => (
            <div key={group.name} className="pb-2">
              <p className="pt-2 pb-1 text-xs text-ink-3">{t(`groups.${group.name}`)}</p>
              <div className="grid grid-cols-2 gap-x-3">
                {group.items.map(({ href, name, Icon }) => (
                  <Link
                    key={href}
                    href={scopedHref(href, chosen)}
                    aria-current={currentOf(href, path)}
                    className="flex min-h-11 items-center gap-2.5 text-base text-ink-2 aria-[current]:font-medium aria-[current]:text-ink"
                  >
                    <Icon size={16} strokeWidth={1.6} aria-hidden />
                    {t(`pages.${name}`)}
                  </Link>
                ))}
              </div>
            </div>
          ))}
        </div>
      </details>
    </nav>
  );
}
