'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, type ReactNode } from 'react';
import { useReturnedFocus } from './use-returned-focus.ts';

const NARROW = '(max-width: 1279px)';

/**
 * Details beside what they belong to; on a narrow screen a sheet over the whole page, which holds the focus.
 * Open or closed is the address's business: closing is a link, and so is Escape from wherever the focus is.
 */
export function SideSheet({
  label,
  closeHref,
  close,
  children,
}: {
  label: string;
  closeHref: string;
  /** The word for closing. */
  close: string;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const closer = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const media = window.matchMedia(NARROW);
    const fit = () => {
      const element = dialog.current;
      if (element === null || element.matches(':modal') === media.matches) return;
      element.close();
      if (media.matches) element.showModal();
      else element.show();
    };
    fit();
    media.addEventListener('change', fit);
    return () => media.removeEventListener('change', fit);
  }, []);
  useReturnedFocus(closer);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      // A field empties itself by Escape, and what lies over the sheet closes before it.
      const isOthers = event.target instanceof Element && event.target.matches('input, select, textarea');
      if (isOthers || document.querySelector('dialog:modal') !== modalOf(dialog.current)) return;
      event.preventDefault();
      closer.current?.click();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <dialog
      ref={dialog}
      open
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        closer.current?.click();
      }}
      className="z-30 m-0 overflow-y-auto border-line bg-panel text-ink backdrop:bg-bg max-xl:fixed max-xl:inset-0 max-xl:h-dvh max-xl:max-h-none max-xl:w-full max-xl:max-w-none max-xl:p-4 xl:sticky xl:top-[72px] xl:max-h-[calc(100vh-96px)] xl:w-full xl:rounded-m xl:border xl:p-5 xl:shadow-panel"
    >
      <Link
        ref={closer}
        href={closeHref}
        scroll={false}
        aria-label={close}
        className="absolute top-3 right-3 inline-grid size-8 place-items-center rounded-s text-ink-2 hover:bg-sunken hover:text-ink"
      >
        <X size={16} aria-hidden />
      </Link>
      {children}
    </dialog>
  );
}

/** The sheet where it holds the page, as on narrow screens. */
function modalOf(dialog: HTMLDialogElement | null): HTMLDialogElement | null {
  return dialog?.matches(':modal') === true ? dialog : null;
}
