/** A page while it loads: the heading's place and a few rows, without guessing what they hold. */
export function PageSkeleton({ label }: { label: string }) {
  return (
    <output aria-busy="true" className="block">
      <span className="sr-only">{label}</span>
      <div className="mb-6 h-7 w-56 max-w-full animate-pulse rounded-s bg-line" />
      <div className="overflow-hidden rounded-m border border-line bg-panel">
        {['w-3/4', 'w-2/3', 'w-5/6', 'w-1/2', 'w-3/5', 'w-2/3'].map((width, index) => (
          <div key={index} className="border-b border-line px-5 py-3.5 last:border-b-0">
            <div className={`h-3.5 animate-pulse rounded-s bg-sunken ${width}`} />
          </div>
        ))}
      </div>
    </output>
  );
}
