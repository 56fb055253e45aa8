'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { KeyCap } from '#components/ui/key-cap.tsx';
import { GO_KEY, GO_PAGES, SHORTCUTS } from './shortcut-list.ts';
import { SHORTCUTS_DIALOG } from './show-shortcuts.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The keys of the whole product, and the list of them that `?` opens. */
export function Shortcuts() {
  const t = useTranslations('frame');
  useShortcuts();
  return (
    <dialog
      id={SHORTCUTS_DIALOG}
      aria-labelledby="shortcuts-title"
      // A click beside the list closes it, as Escape does.
      closedby="any"
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(560px,calc(100vw-2rem))] overflow-y-auto rounded-m border border-line bg-panel p-0 text-ink shadow-panel backdrop:bg-[rgb(10_12_10/0.45)]"
    >
      <form
        method="dialog"
        className="flex items-center justify-between gap-4 border-b border-line py-3 pr-3 pl-5"
      >
        <h2 id="shortcuts-title" className="text-lg font-semibold">
          {t('shortcuts')}
        </h2>
        <button
          type="submit"
          aria-label={t('close')}
          className="grid size-8 place-items-center rounded-s text-ink-2 hover:bg-sunken hover:text-ink"
        >
          <X size={16} aria-hidden />
        </button>
      </form>
      <div className="grid gap-x-8 gap-y-4 px-5 py-4 sm:grid-cols-2">
        <Section title={t('shortcutsHere')}>
          {SHORTCUTS.map(({ name, key }) => (
            <Line key={key} keys={[key]} label={t(`shortcutNames.${name}`)} />
          ))}
          <Line keys={['Enter']} label={t('shortcutNames.open')} />
          <Line keys={['Esc']} label={t('shortcutNames.close')} />
        </Section>
        <Section title={t('shortcutsGo')}>
          {GO_PAGES.map(({ go, name }) => (
            <Line key={go} keys={[GO_KEY, go]} label={t(`pages.${name}`)} />
          ))}
        </Section>
      </div>
      <p className="border-t border-line px-5 py-3 text-sm text-ink-2">{t('shortcutsWhen')}</p>
    </dialog>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold text-ink-2">{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Line({ keys, label }: { keys: readonly string[]; label: string }) {
  return (
    <div className="flex items-center justify-between gap-4 py-1">
      <dt>{label}</dt>
      <dd className="flex gap-1">
        {keys.map((key) => (
          <KeyCap key={key}>{key}</KeyCap>
        ))}
      </dd>
    </div>
  );
}
