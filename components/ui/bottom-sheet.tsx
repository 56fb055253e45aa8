'use client';

import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';

/** A button that opens a sheet over the lower part of the page. */
export function BottomSheet({
  label,
  close,
  trigger,
  className,
  children,
}: {
  label: string;
  /** The word for closing. */
  close: string;
  trigger: ReactNode;
  className: string;
  /** Is given what closes the sheet. */
  children: (close: () => void) => ReactNode;
}) {
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const shut = () => dialog?.close();
  return (
    <>
      <button type="button" aria-haspopup="dialog" onClick={() => dialog?.showModal()} className={className}>
        {trigger}
      </button>
      <dialog
        ref={setDialog}
        aria-label={label}
        closedby="any"
        className="fixed inset-x-0 top-auto bottom-0 m-0 max-h-[85dvh] w-full max-w-none overflow-y-auto rounded-t-m border-t border-line bg-panel text-ink shadow-panel backdrop:bg-ink/30"
      >
        <div className="px-4 pt-3 pb-[calc(1rem+env(safe-area-inset-bottom))]">
          <div className="flex items-center justify-between gap-3">
            <p className="text-lg font-semibold">{label}</p>
            <button
              type="button"
              aria-label={close}
              onClick={shut}
              className="-mr-2 inline-grid size-9 place-items-center rounded-s text-ink-2 hover:bg-sunken hover:text-ink"
            >
              <X size={16} aria-hidden />
            </button>
          </div>
          {children(shut)}
        </div>
      </dialog>
    </>
  );
}
