/** A key of the keyboard as it is printed on it. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-s border border-line-strong bg-panel px-1 font-sans text-xs text-ink-2">
      {children}
    </kbd>
  );
}
