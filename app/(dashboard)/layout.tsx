import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { readAppearance } from '#app/appearance.ts';
import { BottomNavigation } from './_components/bottom-navigation.tsx';
import { Navigation } from './_components/navigation.tsx';
import { ScanFollower } from './_components/scan-follower.tsx';
import { ScopeProvider } from './_components/scope-provider.tsx';
import { Shortcuts } from './_components/shortcuts/shortcuts.tsx';
import { TimeZone } from './_components/time-zone.tsx';
import { TopBar } from './_components/top-bar.tsx';
import { readFrame } from './read-frame.ts';

/** The frame of every page: navigation, the running scans, language and theme. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const [t, jar, initial] = await Promise.all([getTranslations('frame'), cookies(), readFrame()]);
  const { theme, navigation } = readAppearance((name) => jar.get(name)?.value);
  return (
    <ScopeProvider initial={initial}>
      <ScanFollower>
        <div className="min-h-screen md:grid md:grid-cols-[var(--navigation)_minmax(0,1fr)]">
          <a
            href="#content"
            className="fixed top-2 left-2 z-40 -translate-y-20 rounded-s bg-accent px-4 py-2 text-accent-ink focus:translate-y-0"
          >
            {t('skip')}
          </a>
          <Navigation width={navigation} />
          <div className="flex min-w-0 flex-col">
            <TopBar theme={theme} />
            <main
              id="content"
              tabIndex={-1}
              className="w-full max-w-[1440px] px-4 pt-6 pb-24 outline-none sm:px-7 md:pb-16"
            >
              {children}
            </main>
          </div>
          <BottomNavigation />
          <TimeZone />
          <Shortcuts />
        </div>
      </ScanFollower>
    </ScopeProvider>
  );
}
