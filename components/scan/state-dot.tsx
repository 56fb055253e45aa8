import type { ScanStatus } from '#lib/model/scan.ts';

const DISC = 'fill-current';
const RING = 'fill-none stroke-current';

// A shape for each, since colour alone says nothing to some.
const LOOKS: Record<ScanStatus | 'never', { ink: string; shape: string; dash?: string; core?: boolean }> = {
  done: { ink: 'text-pass', shape: DISC },
  partial: { ink: 'text-pass', shape: RING, core: true },
  queued: { ink: 'text-accent', shape: RING, dash: '2 2' },
  running: { ink: 'text-accent animate-pulse', shape: DISC },
  cancelled: { ink: 'text-ink-3', shape: RING },
  failed: { ink: 'text-critical', shape: DISC },
  lost: { ink: 'text-high', shape: DISC },
  never: { ink: 'text-ink-3', shape: RING, dash: '2 2' },
};

/** How the last scan of a cluster stands, as a dot; the word stands beside it or is said before it. */
export function StateDot({ status }: { status: ScanStatus | null }) {
  const { ink, shape, dash, core } = LOOKS[status ?? 'never'];
  const isBad = status === 'failed' || status === 'lost';
  return (
    <svg width={10} height={10} viewBox="0 0 10 10" aria-hidden className={`shrink-0 ${ink}`}>
      {isBad ? (
        <path d="M5 .8 9.6 9.2H.4z" className={shape} />
      ) : (
        <circle
          cx="5"
          cy="5"
          r={shape === RING ? 4 : 4.4}
          strokeWidth={1.4}
          strokeDasharray={dash}
          className={shape}
        />
      )}
      {core === true ? <circle cx="5" cy="5" r="2" className={DISC} /> : null}
    </svg>
  );
}
