'use client';

import { useTranslations } from 'next-intl';
import { showShortcuts } from '#app/(dashboard)/_components/shortcuts/show-shortcuts.ts';
import { Button } from '#components/ui/button.tsx';

/** Opens the list of shortcuts, on narrow screens too, where the navigation has no room for the way to it. */
export function ShortcutsButton() {
  const t = useTranslations('frame');
  return <Button onClick={showShortcuts}>{t('shortcutsShow')}</Button>;
}
