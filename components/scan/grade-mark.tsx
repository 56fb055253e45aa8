import type { Grade } from '#lib/model/score.ts';

const INKS: Record<Grade, string> = {
  A: 'text-pass',
  B: 'text-pass',
  C: 'text-medium',
  D: 'text-high',
  F: 'text-critical',
};

/** The grade in a battlement's tooth; dashed and empty where there is none. The words stand beside it. */
export function GradeMark({ grade, size = 28 }: { grade: Grade | null; size?: number }) {
  const outline = 'M2 8h8v6h4V3h12v11h4V8h8v30H2z';
  if (grade === null) {
    return (
      <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden className="shrink-0 text-unknown">
        <path d={outline} fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="4 3" />
      </svg>
    );
  }
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden className={`shrink-0 ${INKS[grade]}`}>
      <path d={outline} fill="currentColor" />
      <text x="20" y="32.5" textAnchor="middle" fontSize="19" fontWeight="680" className="fill-panel">
        {grade}
      </text>
    </svg>
  );
}
