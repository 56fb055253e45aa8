/** The battlement: two merlons and the gap between them. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden className="shrink-0 text-accent">
      <path d="M1 4h5v4h3V2h2v6h3V4h5v14H1z" fill="currentColor" />
    </svg>
  );
}
