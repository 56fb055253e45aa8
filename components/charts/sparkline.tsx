const WIDTH = 240;
const HEIGHT = 36;
const PAD = 2;

/** A line without axes for a handful of numbers; the label says what they are, its title names the last. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) return null;
  const most = Math.max(...values, 1);
  const least = Math.min(...values);
  // A nearly flat line must not look like a storm: the scale spans at least a tenth of the largest value.
  const span = Math.max(most - least, most / 10, 1);
  const points = values.map((value, index) => ({
    x: PAD + (index * (WIDTH - 2 * PAD)) / (values.length - 1),
    y: PAD + ((most - value) * (HEIGHT - 2 * PAD)) / span,
  }));
  const line = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const last = points.at(-1);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${values.join(', ')}`}
      className="block h-9 w-full overflow-visible"
    >
      <polygon points={`${PAD},${HEIGHT} ${line} ${WIDTH - PAD},${HEIGHT}`} className="fill-accent-soft" />
      <polyline
        points={line}
        fill="none"
        className="stroke-accent"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
      />
      {last === undefined ? null : (
        <line
          x1={last.x}
          x2={last.x}
          y1={last.y}
          y2={last.y}
          className="stroke-accent"
          strokeWidth="6"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
