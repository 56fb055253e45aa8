'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import type { AreaRow, AreaSeries } from './stacked-area.tsx';

const StackedArea = lazy(async () => ({ default: (await import('./stacked-area.tsx')).StackedArea }));

/** A stacked area whose code is fetched after the page stands; its table twin carries the same numbers. */
export function TrendChart({
  series,
  rows,
  label,
}: {
  series: readonly AreaSeries[];
  rows: readonly AreaRow[];
  label: string;
}) {
  // False on the server and in the first pass of the browser, so that both agree.
  const isInBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const rest = <div className="h-full rounded-s bg-sunken" />;
  return (
    <figure aria-label={label} className="h-36">
      {isInBrowser ? (
        <Suspense fallback={rest}>
          <StackedArea series={series} rows={rows} />
        </Suspense>
      ) : (
        rest
      )}
    </figure>
  );
}
