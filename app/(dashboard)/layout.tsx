import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { BrandMark } from '#components/ui/brand-mark.tsx';
import { readAppearance } from '#app/appearance.ts';
import { BottomNavigation } from './_components/bottom-navigation.tsx';
import { LanguageMenu } from './_components/language-menu.tsx';
import { Navigation } from './_components/navigation.tsx';
import { RunningScans } from './_components/running-scans.tsx';
import { Shortcuts } from './_components/shortcuts/shortcuts.tsx';
import { ThemeMenu } from './_components/theme-menu.tsx';
import { TimeZone } from './_components/time-zone.tsx';

/** The frame of every page: navigation, the running scans, language and theme. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const [t, app, jar] = await Promise.all([getTranslations('frame'), getTranslations('app'), cookies()]);
  const { theme, navigation } = readAppearance((name) => jar.get(name)?.value);
  return (
    <div className="min-h-screen md:grid md:grid-cols-[var(--navigation)_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-40 -translate-y-20 rounded-s bg-accent px-4 py-2 text-accent-ink focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <Navigation width={navigation} />
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-20 flex min-h-13 items-center gap-2 border-b border-line bg-bg/90 px-4 py-2 backdrop-blur-sm sm:px-7">
          <Link href="/" aria-label={app('name')} className="rounded-s p-1 md:hidden">
            <BrandMark />
          </Link>
          <div className="min-w-0 flex-1">
            <RunningScans />
          </div>
          <LanguageMenu />
          <ThemeMenu chosen={theme} />
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="w-full max-w-[1280px] px-4 pt-6 pb-24 outline-none sm:px-7 md:pb-16"
        >
          {children}
        </main>
      </div>
      <BottomNavigation />
      <TimeZone />
      <Shortcuts />
    </div>
  );
}
