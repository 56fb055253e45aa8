'use client';

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AppearanceValue } from '#app/appearance.ts';
import { KeyCap } from '#components/ui/key-cap.tsx';
import { chooseAppearance } from './choose-appearance.ts';
import { showShortcuts } from './shortcuts/show-shortcuts.ts';
import { useAppearance } from './use-appearance.ts';

const BUTTON =
  'group/named flex min-h-8 items-center gap-2.5 rounded-s px-2 py-1 text-sm text-ink-2 transition-colors duration-150 hover:bg-panel hover:text-ink';

/** Below the pages: folds the column to its icons and back, and leads to the keyboard shortcuts. */
export function NavigationFoot({ width }: { width: AppearanceValue<'navigation'> }) {
  const t = useTranslations('frame');
  const isWide = useAppearance('navigation', width) === 'wide';
  const Icon = isWide ? PanelLeftClose : PanelLeftOpen;
  return (
    <div className="sticky bottom-0 mt-2 flex items-center justify-between gap-1 border-t border-line bg-sunken py-2 folded:flex-col-reverse folded:items-stretch">
      <button
        type="button"
        onClick={() => chooseAppearance('navigation', isWide ? 'narrow' : 'wide')}
        className={`${BUTTON} folded:justify-center`}
      >
        <Icon size={16} strokeWidth={1.6} aria-hidden className="shrink-0" />
        <span className="folded-name">{isWide ? t('fold') : t('unfold')}</span>
      </button>
      <button
        type="button"
        onClick={showShortcuts}
        className={`${BUTTON} justify-center`}
        aria-keyshortcuts="?"
      >
        <KeyCap>?</KeyCap>
        <span className="sr-only folded-name">{t('shortcuts')}</span>
      </button>
    </div>
  );
}
