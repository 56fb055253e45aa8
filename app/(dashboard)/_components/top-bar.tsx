'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { AppearanceValue } from '#app/appearance.ts';
import { BrandMark } from '#components/ui/brand-mark.tsx';
import { ClusterMenu } from './cluster-menu.tsx';
import { FrameNote } from './frame-note.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { RunScan } from './run-scan.tsx';
import { RunningScans } from './running-scans.tsx';
import { ScanMenu } from './scan-menu.tsx';
import { scopedHref } from './scope-links.ts';
import { useScope } from './scope-provider.tsx';
import { ScopeSheet } from './scope-sheet.tsx';
import { ThemeMenu } from './theme-menu.tsx';

/** The bar of every page: which cluster and scan it is about, what runs, and the way to run a scan. */
export function TopBar({ theme }: { theme: AppearanceValue<'theme'> }) {
  const app = useTranslations('app');
  const { chosen } = useScope();
  return (
    <>
      <header className="sticky top-0 z-20 border-b border-line bg-bg/90 backdrop-blur-sm">
        <div className="flex min-h-13 items-center gap-2 px-4 py-2 sm:px-7">
          <Link href={scopedHref('/', chosen)} aria-label={app('name')} className="rounded-s p-1 md:hidden">
            <BrandMark />
          </Link>
          <div className="hidden min-w-0 items-center gap-2.5 lg:flex">
            <ClusterMenu />
            <ScanMenu />
          </div>
          <ScopeSheet className="flex-1 sm:max-w-72 lg:hidden" />
          <RunningScans className="flex-1 max-xl:hidden" />
          <div className="ml-auto flex shrink-0 items-center gap-1 sm:gap-2">
            <LanguageMenu />
            <ThemeMenu chosen={theme} />
            <RunScan />
          </div>
        </div>
        <RunningScans className="border-t border-line px-4 py-1.5 sm:px-7 xl:hidden" />
      </header>
      <FrameNote />
    </>
  );
}
