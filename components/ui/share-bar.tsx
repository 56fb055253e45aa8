/** One part of a whole. */
export interface Share {
  readonly key: string;
  readonly count: number;
  /** Classes that colour the part. */
  readonly look: string;
}

/** Parts of a whole side by side; the words stand beside it, so it is hidden from those who hear the page. */
export function ShareBar({ shares }: { shares: readonly Share[] }) {
  const present = shares.filter(({ count }) => count > 0);
  if (present.length === 0) return null;
  return (
    <div aria-hidden className="flex h-2.5 gap-0.5 overflow-hidden rounded-full">
      {present.map(({ key, count, look }) => (
        <span key={key} className={`min-w-1.5 ${look}`} style={{ flexGrow: count, flexBasis: 0 }} />
      ))}
    </div>
  );
}
