import type { ShareMark } from './share-mark.ts';

/** The face of a cell: number and colour, or hatching; it fills its place. */
export function ShareCell({ mark: { word, tint, isUnknown } }: { mark: ShareMark }) {
  const look = isUnknown ? 'not-assessed text-unknown' : tint === 0 ? 'text-ink-3' : 'text-ink';
  return (
    <span
      className={`num absolute inset-px grid place-items-center rounded-s text-xs ${look}`}
      style={tint === 0 ? undefined : { background: `color-mix(in srgb, var(--high) ${tint}%, transparent)` }}
    >
      {word}
    </span>
  );
}
